// Joining with a session code: what is it the code of?
import { useCallback } from 'react';
import { call } from '../../api/call';
import { useLoad } from '../../api/use-load';
import { useI18n } from '../../i18n/i18n-provider';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { Link } from '../../ui/link';
import { FailedNotice, Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { JoinForm } from './join-form';
import { LinkHelp } from './link-help';
import { SessionHead } from './session-head';

export function JoinByCodeScreen({ code }: { code: string }) {
  const { t } = useI18n();
  const load = useLoad(
    useCallback(
      (signal: AbortSignal) =>
        Promise.all([
          call(Convene.method.getCode, {}, { params: { code }, signal }),
          call(Convene.method.listOrganisations, {}, { signal }),
        ]),
      [code],
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
            <Link to="/join">{t('join.code.other')}</Link>
          </p>
          <LinkHelp />
        </Page>
      )}
    >
      {([{ session }, { organisations }]) =>
        session &&
        (session.state === SessionState.ENDED ? (
          <SessionHead session={session}>
            <p>{t('join.code.ended')}</p>
          </SessionHead>
        ) : (
          <SessionHead session={session} lead={<p>{t('join.code.body')}</p>}>
            <JoinForm code={code} sessionId={session.id} offices={organisations} />
            <LinkHelp />
          </SessionHead>
        ))
      }
    </Loaded>
  );
}
