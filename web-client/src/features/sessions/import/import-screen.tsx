// Importing people from a table: choose it, look at what would happen, then decide.
import { useCallback, useState } from 'react';
import { call } from '../../../api/call';
import { useLoad } from '../../../api/use-load';
import { inLanguage } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import type { RosterImported } from '../../../protocol/convene/v1/in_session_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import { Link } from '../../../ui/link';
import { FailedNotice, Loaded } from '../../../ui/loaded';
import { Page } from '../../../ui/page';
import { Working } from '../working';
import { ImportActions } from './import-actions';
import { ImportPreview } from './import-preview';
import { ImportedNotice } from './imported-notice';
import { untouched } from './table-choices';
import { TableSource } from './table-source';
import { useRosterPreview } from './use-roster-preview';
import '../sessions.css';
import './import.css';

export function ImportScreen({ sessionId }: { sessionId: string }) {
  const { t, language } = useI18n();
  const sessionPath = `/sessions/${encodeURIComponent(sessionId)}`;
  const load = useLoad(
    useCallback(
      (signal: AbortSignal) =>
        call(InSession.method.getSession, {}, { params: { session_id: sessionId }, signal }),
      [sessionId],
    ),
  );
  return (
    <Loaded load={load} title={t('import.title')}>
      {({ summary }) => {
        const title = inLanguage(summary?.session?.title, language).words;
        return (
          <Page
            title={t('import.title')}
            width="wide"
            lead={
              <>
                <p>
                  {t('import.for', { title })} {t('import.sees')}
                </p>
                <p>
                  <Link to={sessionPath}>{t('import.back')}</Link>
                </p>
              </>
            }
          >
            <Import sessionId={sessionId} sessionPath={sessionPath} />
          </Page>
        );
      }}
    </Loaded>
  );
}

function Import({ sessionId, sessionPath }: { sessionId: string; sessionPath: string }) {
  const { t } = useI18n();
  const previewing = useRosterPreview(sessionId);
  const [outdated, setOutdated] = useState(false);
  const [imported, setImported] = useState<RosterImported>();
  const [back, setBack] = useState(false);
  const { choices, preview, busy, error, choose } = previewing;

  function handleTable(content: Uint8Array | undefined) {
    setOutdated(false);
    setImported(undefined);
    setBack(content === undefined);
    choose(content && untouched(content));
  }

  if (imported) {
    const onAnother = () => handleTable(undefined);
    return <ImportedNotice imported={imported} sessionPath={sessionPath} onAnother={onAnother} />;
  }
  if (!choices || !preview) {
    return (
      <>
        {error && <FailedNotice error={error} onRetry={() => choices && choose({ ...choices })} />}
        {error?.code === ErrorCode.BAD_TABLE && <p>{t('import.headers')}</p>}
        {busy && <Working words={t('import.reading')} />}
        <TableSource busy={busy} focus={back} onTable={handleTable} />
      </>
    );
  }
  return (
    <ImportPreview
      previewing={previewing}
      choices={choices}
      preview={preview}
      outdated={outdated}
      onOther={() => handleTable(undefined)}
      actions={
        <ImportActions
          sessionId={sessionId}
          choices={choices}
          preview={preview}
          stale={busy}
          onImported={setImported}
          onOutdated={() => {
            setOutdated(true);
            choose({ ...choices });
          }}
        />
      }
    />
  );
}
