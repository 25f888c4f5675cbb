// An open run where one is: what it is, who can find out, how long, and the way to answer.
import { useId } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Run } from '../../../../protocol/convene/v1/poll_pb';
import { PollResults } from '../../../../protocol/convene/v1/poll_pb';
import { isAnonymous } from '../../../../session/polls';
import { useRoom } from '../../room-context';
import { RunResultsPart } from '../result/run-results';
import { Said } from '../said';
import { isTicket, useMyBallot, useResults } from '../use-polls';
import { AnonymousAnswer } from './anonymous-answer';
import { NamedAnswer } from './named-answer';
import { PrivacyNote } from './privacy-note';
import { RunTime } from './run-time';

export function RunCard({ run }: { run: Run }) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const id = useId();
  const ballot = useMyBallot(run.id);
  const results = useResults(run.id);
  const { poll } = run;
  const live = poll?.results === PollResults.LIVE && ballot !== undefined;
  return (
    <section className="poll-card" aria-labelledby={id} data-testid="run" data-run={run.id}>
      <header className="poll-head">
        <p className="poll-where">
          <span>{t(isTicket(run) ? 'poll.ticket' : 'poll.form')}</span>
          <RunTime endsAtMs={run.endsAtMs} />
        </p>
        <h2 id={id}>
          <Said text={poll?.title} />
        </h2>
        <p>
          <PrivacyNote privacy={poll?.privacy} />
        </p>
      </header>
      {engine ? (
        isAnonymous(poll) ? (
          <AnonymousAnswer run={run} />
        ) : (
          <NamedAnswer engine={engine} run={run} />
        )
      ) : (
        <ul className="poll-asked">
          {poll?.items.map((item) => (
            <li key={item.id}>
              <Said text={item.question} />
            </li>
          ))}
        </ul>
      )}
      {live && results && (
        <>
          <h3>{t('poll.soFar')}</h3>
          <RunResultsPart run={run} results={results} />
        </>
      )}
    </section>
  );
}
