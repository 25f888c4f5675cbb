// The sessions that one may run or review.
import { call } from '../../api/call';
import { useLoad } from '../../api/use-load';
import { inLanguage, STATE_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { SessionSummary } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { Link } from '../../ui/link';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { StorageNote } from '../../ui/storage-note';

const loadSessions = (signal: AbortSignal) => call(Convene.method.listSessions, {}, { signal });

export function SessionsScreen() {
  const { t } = useI18n();
  const load = useLoad(loadSessions);
  return (
    <Loaded load={load} title={t('sessions.title')}>
      {({ sessions, storage }) => (
        <Page
          title={t('sessions.title')}
          width="wide"
          actions={
            <Link to="/sessions/new" className="button button-primary">
              {t('sessions.new')}
            </Link>
          }
        >
          {sessions.length === 0 ? <NoSessions /> : <SessionList sessions={sessions} />}
          {storage && (
            <>
              <StorageNote storage={storage} />
              <p>
                <Link to="/status">{t('storage.status')}</Link>
              </p>
            </>
          )}
        </Page>
      )}
    </Loaded>
  );
}

function NoSessions() {
  const { t } = useI18n();
  return (
    <div className="empty">
      <p className="empty-title">{t('sessions.empty.title')}</p>
      <p>{t('sessions.empty.body')}</p>
    </div>
  );
}

function SessionList({ sessions }: { sessions: readonly SessionSummary[] }) {
  const { t, language, dates } = useI18n();
  return (
    <ul className="rows card card-flush">
      {sessions.map(({ session, peopleCount }) => {
        if (!session) return null;
        const title = inLanguage(session.title, language);
        return (
          <li key={session.id} className="row">
            <Link to={`/sessions/${encodeURIComponent(session.id)}`} className="row-main">
              <span className="row-title" lang={title.lang}>
                {title.words}
              </span>
              <span className="row-meta">
                {dates.dayAndTime(Number(session.scheduledAtMs))} ·{' '}
                {t('sessions.people', { count: peopleCount })}
              </span>
            </Link>
            <StateBadge state={session.state} />
          </li>
        );
      })}
    </ul>
  );
}

export function StateBadge({ state }: { state: SessionState }) {
  const { t } = useI18n();
  const tone = state === SessionState.LIVE || state === SessionState.LOBBY ? 'positive' : 'plain';
  return <span className={`badge badge-${tone}`}>{t(STATE_WORDS[state])}</span>;
}
