// A personal link: says what it opens and for whom, and offers one button.
import { useCallback } from 'react';
import { call } from '../../api/call';
import { useLoad } from '../../api/use-load';
import { inLanguage, JOB_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Seat } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { JobRole } from '../../protocol/convene/v1/roster_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { Link } from '../../ui/link';
import { FailedNotice, Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';

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
        </Page>
      )}
    >
      {(seat) => <Invitation seat={seat} />}
    </Loaded>
  );
}

function Invitation({ seat: { session, person } }: { seat: Seat }) {
  const { t, language, dates } = useI18n();
  if (!session || !person) return null;
  const title = inLanguage(session.title, language);
  const job =
    person.jobRole === JobRole.UNSPECIFIED ? '' : lowerFirst(t(JOB_WORDS[person.jobRole]));
  const who = [person.name, job, person.organisation?.name].filter(Boolean).join(', ');
  return (
    <Page
      title={title.words}
      titleLang={title.lang}
      lead={<p className="join-when">{dates.dayAndTime(Number(session.scheduledAtMs))}</p>}
    >
      <section className="card join-card">
        <p className="join-who">{t('join.youAre', { who })}</p>
        {session.state === SessionState.ENDED && <p className="muted">{t('join.ended')}</p>}
        <Link
          to={`/s/${encodeURIComponent(session.id)}`}
          className="button button-primary button-wide"
        >
          {t('join.submit')}
        </Link>
        <p className="muted">{t('join.noAccount')}</p>
      </section>
      <p className="muted">{t('join.notYou')}</p>
    </Page>
  );
}

/** A job in the middle of a sentence. */
function lowerFirst(words: string): string {
  return words.charAt(0).toLocaleLowerCase() + words.slice(1);
}
