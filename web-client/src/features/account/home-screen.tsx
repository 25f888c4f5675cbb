// The front door: what this browser can go on with, or a code to type.
import { useFreshMe } from '../../api/me-provider';
import { inLanguage, STATE_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Seat } from '../../protocol/convene/v1/api_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { CodeForm } from '../../ui/code-form';
import { Link } from '../../ui/link';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';

export function HomeScreen() {
  const { t } = useI18n();
  return (
    <Loaded load={useFreshMe()} title={t('home.title')}>
      {({ seats }) => (
        <Page title={t('home.title')} lead={<p>{t('home.body')}</p>}>
          {seats.length > 0 && <Seats seats={seats} />}
          <section className="card" aria-labelledby="code-title">
            <h2 id="code-title">{t('home.code.title')}</h2>
            <CodeForm />
          </section>
          <p className="muted">{t('home.link')}</p>
          <p className="page-foot">
            {t('home.team')} <Link to="/sign-in">{t('signIn.title')}</Link>
          </p>
        </Page>
      )}
    </Loaded>
  );
}

function Seats({ seats }: { seats: readonly Seat[] }) {
  const { t, language, dates } = useI18n();
  return (
    <section className="card" aria-labelledby="seats-title">
      <h2 id="seats-title">{t('home.seats')}</h2>
      <ul className="rows">
        {seats.map(({ session, person }) => {
          if (!session) return null;
          const title = inLanguage(session.title, language);
          const room = `/s/${encodeURIComponent(session.id)}`;
          const ended = session.state === SessionState.ENDED;
          return (
            <li key={`${session.id}-${person?.id}`} className="row">
              <Link to={ended ? `${room}/replay` : room} className="row-main">
                <span className="row-title" lang={title.lang}>
                  {title.words}
                </span>
                <span className="row-meta">
                  {t(STATE_WORDS[session.state])} ·{' '}
                  {dates.dayAndTime(Number(session.scheduledAtMs))}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
