// One session before and after: what it is, how people get in, who is expected.
import { useCallback } from 'react';
import { call } from '../../api/call';
import { useLoad } from '../../api/use-load';
import { useI18n } from '../../i18n/i18n-provider';
import { InSession } from '../../protocol/convene/v1/in_session_pb';
import { Loaded } from '../../ui/loaded';
import { SessionPage } from './session-page';
import './sessions.css';

export function SessionScreen({ sessionId }: { sessionId: string }) {
  const { t } = useI18n();
  const load = useLoad(
    useCallback(
      (signal: AbortSignal) =>
        call(InSession.method.getSession, {}, { params: { session_id: sessionId }, signal }),
      [sessionId],
    ),
  );

  /** After something was changed: read again, quietly. */
  async function refresh() {
    const params = { session_id: sessionId };
    load.replace(await call(InSession.method.getSession, {}, { params }));
  }

  return (
    <Loaded load={load} title={t('sessions.title')}>
      {(detail) => <SessionPage detail={detail} onChanged={refresh} />}
    </Loaded>
  );
}
