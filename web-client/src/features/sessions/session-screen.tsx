// One session before and after: how people get in, who is expected, and the way in.
import { useCallback } from 'react';
import { call } from '../../api/call';
import { useLoad } from '../../api/use-load';
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { SessionDetail } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { CopyField } from '../../ui/copy-field';
import { Link } from '../../ui/link';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { AddPersonForm } from './add-person-form';
import { Roster } from './roster';
import { StateBadge } from './sessions-screen';

export function SessionScreen({ sessionId }: { sessionId: string }) {
  const { t } = useI18n();
  const load = useLoad(
    useCallback(
      (signal: AbortSignal) =>
        call(Convene.method.getSession, {}, { params: { session_id: sessionId }, signal }),
      [sessionId],
    ),
  );

  /** After new links were made: the roster behind them is read again, quietly. */
  async function refresh() {
    const params = { session_id: sessionId };
    load.replace(await call(Convene.method.getSession, {}, { params }));
  }

  return (
    <Loaded load={load} title={t('sessions.title')}>
      {(detail) => <Detail detail={detail} onChanged={refresh} />}
    </Loaded>
  );
}

interface DetailProps {
  detail: SessionDetail;
  onChanged: () => Promise<void>;
}

function Detail({ detail, onChanged }: DetailProps) {
  const { t, language, dates } = useI18n();
  const session = detail.summary?.session;
  if (!session) return null;
  const title = inLanguage(session.title, language);
  const ended = session.state === SessionState.ENDED;
  const room = `/s/${encodeURIComponent(session.id)}`;
  const code = detail.summary?.code ?? '';

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
        </>
      }
    >
      {ended && <p className="muted">{t('detail.replayHint')}</p>}
      <div className="columns">
        <div className="stack">
          <Roster sessionId={session.id} rows={detail.roster} onChanged={onChanged} />
        </div>
        <div className="stack">
          <section className="card" aria-labelledby="how-title">
            <h2 id="how-title">{t('detail.join.title')}</h2>
            <p className="muted">{t('detail.join.body')}</p>
            <CopyField label={t('detail.code')} value={code} />
            <CopyField
              label={t('detail.address')}
              value={`${window.location.origin}/join/${code}`}
            />
          </section>
          <AddPersonForm sessionId={session.id} onChanged={onChanged} />
        </div>
      </div>
    </Page>
  );
}
