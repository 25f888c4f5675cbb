// The button that imports, and says what it will do. With problems it is another choice.
import { useState } from 'react';
import { asApiError } from '../../../api/api-error';
import { call } from '../../../api/call';
import { useSubmit } from '../../../api/use-submit';
import { useI18n } from '../../../i18n/i18n-provider';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import type { RosterImported, RosterPreview } from '../../../protocol/convene/v1/in_session_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import { Button } from '../../../ui/button';
import { FailedNotice } from '../../../ui/loaded';
import { Notice } from '../../../ui/notice';
import { Working } from '../working';
import type { TableChoices } from './table-choices';
import { rosterTable } from './table-choices';

interface ImportActionsProps {
  sessionId: string;
  choices: TableChoices;
  preview: RosterPreview;
  /** The preview does not belong to the choices yet. */
  stale: boolean;
  onImported: (imported: RosterImported) => void;
  /** The roster is another one by now: look again. */
  onOutdated: () => void;
}

export function ImportActions(props: ImportActionsProps) {
  const { sessionId, choices, preview, stale, onImported, onOutdated } = props;
  const { t } = useI18n();
  const { busy, error, run } = useSubmit();
  const [unanswered, setUnanswered] = useState(false);
  const { addedCount, updatedCount, problemCount: problems } = preview;
  const count = addedCount + updatedCount;

  function handleImport() {
    void run(async () => {
      const table = rosterTable(choices);
      const body = { table, digest: preview.digest, leaveOutProblems: problems > 0 };
      const params = { session_id: sessionId };
      setUnanswered(false);
      try {
        onImported(await call(InSession.method.importRoster, body, { params }));
      } catch (caught) {
        const failed = asApiError(caught);
        if (failed.code === ErrorCode.PREVIEW_OLD) return onOutdated();
        // It may have happened all the same: only another look can tell.
        if (failed.status !== 0) throw failed;
        setUnanswered(true);
      }
    });
  }

  if (busy) return <Working words={t('import.importing', { count })} />;
  return (
    <div className="import-actions">
      {error && <FailedNotice error={error} />}
      {unanswered && (
        <Notice tone="danger" actions={<Button onClick={onOutdated}>{t('import.look')}</Button>}>
          {t('import.unanswered')}
        </Notice>
      )}
      {count === 0 && <p>{t(problems > 0 ? 'import.nothing.problems' : 'import.nothing')}</p>}
      {count > 0 && problems === 0 && (
        <Button kind="primary" busy={stale} onClick={handleImport}>
          {t('import.submit', { count })}
        </Button>
      )}
      {count > 0 && problems > 0 && (
        <>
          <p>{t('import.leaveOut.hint', { problems })}</p>
          <Button busy={stale} onClick={handleImport}>
            {t('import.leaveOut', { count, problems })}
          </Button>
          <p className="muted">{t('import.mend')}</p>
        </>
      )}
    </div>
  );
}
