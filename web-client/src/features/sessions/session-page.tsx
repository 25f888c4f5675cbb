// The page of a session: details, agenda and ways in on top, the roster below.
import { useMe } from '../../api/me-provider';
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import { navigate } from '../../lib/navigation';
import type { SessionDetail } from '../../protocol/convene/v1/in_session_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { Link } from '../../ui/link';
import { Page } from '../../ui/page';
import { useLocation } from '../../ui/use-location';
import { DetailsCard } from './details/details-card';
import { JoinCard } from './join-card';
import { AddPersonForm } from './roster/add-person-form';
import { Roster } from './roster/roster';
import { RosterDownloads } from './roster/roster-downloads';
import { StateBadge } from './sessions-screen';
import { textGaps } from './text-gaps';
import { TextGapsNotice } from './text-gaps-notice';

interface SessionPageProps {
  detail: SessionDetail;
  onChanged: () => Promise<void>;
}

export function SessionPage({ detail, onChanged }: SessionPageProps) {
  const { t, language, dates } = useI18n();
  const editing = useLocation().query.get('edit') === 'details';
  const me = useMe().state;
  const mine = me.kind === 'ready' ? me.value.account?.email : undefined;
  const session = detail.summary?.session;
  if (!session) return null;
  const title = inLanguage(session.title, language);
  const ended = session.state === SessionState.ENDED;
  const before = session.state < SessionState.LIVE;
  const room = `/s/${encodeURIComponent(session.id)}`;
  const here = `/sessions/${encodeURIComponent(session.id)}`;

  return (
    <Page
      title={title.words}
      titleLang={title.lang}
      width="wide"
      lead={
        <p>
          <StateBadge state={session.state} /> {dates.dayAndTime(Number(session.scheduledAtMs))}
        </p>
      }
      actions={
        <>
          {ended && (
            <Link to={`${room}/replay`} className="button button-primary">
              {t('detail.replay')}
            </Link>
          )}
          <Link to={`${room}?as=team`} className={`button button-${ended ? 'quiet' : 'primary'}`}>
            {t('detail.enter')}
          </Link>
          <Link to={`${here}/help`} className="button button-quiet">
            {t('desk.title')}
          </Link>
        </>
      }
    >
      {ended && <p className="muted">{t('detail.replayHint')}</p>}
      {before && (
        <TextGapsNotice
          gaps={textGaps(session.title, detail.agenda?.items ?? [])}
          renderWay={({ of }, words) => (
            <Link to={of === 'session' ? `${here}?edit=details` : `${here}/agenda`}>{words}</Link>
          )}
        />
      )}
      <div className="session-cards">
        <DetailsCard
          session={session}
          hasSeat={detail.roster.some(({ email }) => email !== '' && email === mine)}
          asked={editing}
          onClosed={() => editing && navigate(here, 'replace')}
          onChanged={onChanged}
        />
        <div className="stack">
          <section className="card" aria-labelledby="agenda-title">
            <h2 id="agenda-title">{t('plan.title')}</h2>
            <p className="muted">{t('plan.plan.body')}</p>
            <p>
              <Link to={`${here}/agenda`} className="button button-quiet">
                {t('plan.plan')}
              </Link>
            </p>
          </section>
          <JoinCard code={detail.summary?.code ?? ''} />
        </div>
        <AddPersonForm sessionId={session.id} onChanged={onChanged} />
      </div>
      <Roster sessionId={session.id} rows={detail.roster} onChanged={onChanged} />
      {detail.roster.length > 0 && (
        <RosterDownloads
          sessionId={session.id}
          attended={detail.roster.some(({ person }) => person?.arrived)}
        />
      )}
    </Page>
  );
}
