// For whoever answers the phone during a session: find the person, help with their link.
import { useCallback, useState } from 'react';
import { call } from '../../../api/call';
import { useLoad } from '../../../api/use-load';
import { inLanguage } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { SessionDetail } from '../../../protocol/convene/v1/in_session_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import { Link } from '../../../ui/link';
import { Loaded } from '../../../ui/loaded';
import { Page } from '../../../ui/page';
import { DeskRefresh } from './desk-refresh';
import { DeskSearch } from './desk-search';
import '../sessions.css';
import './desk.css';

interface Reading {
  detail: SessionDetail;
  atMs: number;
}

async function read(sessionId: string, signal?: AbortSignal): Promise<Reading> {
  const params = { session_id: sessionId };
  const detail = await call(InSession.method.getSession, {}, { params, signal });
  return { detail, atMs: Date.now() };
}

export function DeskScreen({ sessionId }: { sessionId: string }) {
  const { t, language } = useI18n();
  const [query, setQuery] = useState('');
  const load = useLoad(useCallback((signal: AbortSignal) => read(sessionId, signal), [sessionId]));
  const refresh = async () => load.replace(await read(sessionId));
  const here = encodeURIComponent(sessionId);

  return (
    <Loaded load={load} title={t('desk.title')}>
      {({ detail: { summary, roster }, atMs }) => (
        <Page
          title={t('desk.title')}
          lead={
            <>
              <p>
                {t('desk.for', { title: inLanguage(summary?.session?.title, language).words })}{' '}
                {t('roster.sees')}
              </p>
              <p>
                <Link to={`/sessions/${here}`}>{t('import.back')}</Link>
              </p>
            </>
          }
        >
          <DeskSearch
            sessionId={sessionId}
            code={summary?.code ?? ''}
            rows={roster}
            query={query}
            onQuery={setQuery}
            onChanged={refresh}
          />
          <DeskRefresh atMs={atMs} onRefresh={refresh} />
          <section className="card" aria-labelledby="correct-title">
            <h2 id="correct-title">{t('desk.correct')}</h2>
            <p>
              <Link to={`/s/${here}?as=team`}>{t('desk.correct.room')}</Link>
            </p>
          </section>
          <section className="card" aria-labelledby="check-title">
            <h2 id="check-title">{t('desk.check')}</h2>
            <p>{t('desk.check.body')}</p>
            <p>
              <Link to="/check">{t('desk.check.link')}</Link>
            </p>
          </section>
        </Page>
      )}
    </Loaded>
  );
}
