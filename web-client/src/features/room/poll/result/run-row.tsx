// One run in the list of all: what it was, how it stands, and unfolded what came of it.
import { useEffect, useState } from 'react';
import { withWords } from '../../../../i18n/catalogues';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Run } from '../../../../protocol/convene/v1/poll_pb';
import { PollResults } from '../../../../protocol/convene/v1/poll_pb';
import type { Engine } from '../../../../session/engine';
import { isAnonymous, isOpenRun } from '../../../../session/polls';
import { later } from '../../../../ui/later';
import { useFacilitating, useRoom } from '../../room-context';
import { SavedAnswers } from '../answer/saved-answers';
import { BallotBox } from '../ballot-box';
import { Said } from '../said';
import { useIsShown, useMyBallot, useResults } from '../use-polls';
import { RunResultsPart } from './run-results';

const ClosedControls = later<{ engine: Engine; run: Run }>(
  () =>
    withWords(['pollDesk'], async () => (await import('../desk/closed-controls')).ClosedControls),
  { quiet: true },
);

interface RunRowProps {
  run: Run;
  /** Asked for anew with every object. */
  wanted: object | undefined;
}

export function RunRow({ run, wanted }: RunRowProps) {
  const { t, dates } = useI18n();
  const { engine, sessionId } = useRoom();
  const runs = useFacilitating();
  const [open, setOpen] = useState(wanted !== undefined);
  const results = useResults(run.id);
  const shown = useIsShown(run.id);
  const ballot = useMyBallot(run.id);
  const isOpen = isOpenRun(run);
  const taken = isAnonymous(run.poll) && new BallotBox(sessionId, run.id).isTaken;

  useEffect(() => {
    if (wanted) setOpen(true);
  }, [wanted]);

  const state = isOpen
    ? t('polls.open')
    : t(shown ? 'polls.shown' : 'polls.closedAt', { time: dates.time(Number(run.closedAtMs)) });
  return (
    <li className="poll-run" data-testid="run-row">
      <button
        type="button"
        className="poll-run-button"
        aria-expanded={open}
        data-run-row={run.id}
        onClick={() => setOpen(!open)}
      >
        <Said text={run.poll?.title} />
        {run.number > 1 && ` (${t('polls.number', { number: run.number })})`}
        <span className="muted"> · {state}</span>
      </button>
      {open && (
        <div className="poll-run-body">
          {runs && engine && !isOpen && <ClosedControls engine={engine} run={run} />}
          {results ? (
            <RunResultsPart run={run} results={results} />
          ) : (
            <p className="muted">{t(whyNothing(run, isOpen))}</p>
          )}
          {taken && <p>{t('anon.taken')}</p>}
          {ballot && ballot.answers.length > 0 && (
            <>
              <h4>{t('polls.yours')}</h4>
              <SavedAnswers poll={run.poll} answers={ballot.answers} />
            </>
          )}
        </div>
      )}
    </li>
  );
}

function whyNothing({ poll, openingBallots }: Run, isOpen: boolean) {
  if (isOpen) return 'polls.openHere';
  if (openingBallots) return 'tally.opening';
  return poll?.results === PollResults.HIDDEN ? 'polls.hidden' : 'polls.notYet';
}
