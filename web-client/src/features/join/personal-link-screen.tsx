// A personal link: says what it opens and for whom, and offers one button.
import { useCallback } from 'react';
import { call } from '../../api/call';
import { useLoad } from '../../api/use-load';
import { JOB_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Seat } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { JobRole } from '../../protocol/convene/v1/roster_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { Link } from '../../ui/link';
import { FailedNotice, Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { LinkHelp } from './link-help';
import { SessionHead } from './session-head';

export function PersonalLinkScreen({ token }: { token: string }) {
  const { t } = useI18n();
  const load = useLoad(
    useCallback(
      (signal: AbortSignal) => call(Convene.method.joinByLink, { token }, { signal }),
      [token],
    ),
  );
  return (
    <Loaded
      load={load}
      title={t('join.title')}
      failed={(error) => (
        <Page title={t('join.title')}>
          <FailedNotice error={error} onRetry={error.isPassing ? load.reload : undefined} />
          <p>
            <Link to="/join">{t('end.joinByCode')}</Link>
          </p>
          <LinkHelp />
        </Page>
      )}
    >
      {(seat) => <Invitation seat={seat} token={token} />}
    </Loaded>
  );
}

function Invitation({ seat: { session, person }, token }: { seat: Seat; token: string }) {
  const { t, language } = useI18n();
  if (!session || !person) return null;
  const job =
    person.jobRole === JobRole.UNSPECIFIED ? '' : lowerFirst(t(JOB_WORDS[person.jobRole]));
  const who = [person.name, job, person.organisation?.name].filter(Boolean).join(', ');
  const ended = session.state === SessionState.ENDED;
  return (
    <SessionHead session={session}>
      <section className="card join-card">
        <p className="join-who">{t('join.youAre', { who })}</p>
        <p className="muted">{t(ended ? 'join.ended' : 'join.noAccount')}</p>
        <Link
          to={`/s/${encodeURIComponent(session.id)}`}
          className="button button-primary button-wide"
        >
          {t('join.submit')}
        </Link>
        {!ended && (
          <p className="muted">
            {t('join.network')} <Link to="/check">{t('join.check')}</Link>.
          </p>
        )}
      </section>
      {!ended && (
        <p>
          <a
            href={`/api/join/link/${encodeURIComponent(token)}/calendar.ics?language=${language}`}
            download
          >
            {t('join.calendar')}
          </a>
        </p>
      )}
      <details>
        <summary>{t('join.notYou')}</summary>
        <p>{t('join.notYou.body')}</p>
        <p>
          <Link to="/join">{t('end.joinByCode')}</Link>
        </p>
      </details>
      <LinkHelp />
    </SessionHead>
  );
}

/** A job in the middle of a sentence. */
function lowerFirst(words: string): string {
  return words.charAt(0).toLocaleLowerCase() + words.slice(1);
}
