// The import has happened: how much, and where to go on.
import { useEffect, useRef } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { RosterImported } from '../../../protocol/convene/v1/in_session_pb';
import { Button } from '../../../ui/button';
import { Link } from '../../../ui/link';
import { Notice } from '../../../ui/notice';

interface ImportedNoticeProps {
  imported: RosterImported;
  sessionPath: string;
  onAnother: () => void;
}

export function ImportedNotice({ imported, sessionPath, onAnother }: ImportedNoticeProps) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const { addedCount: added, updatedCount: updated, leftOutCount } = imported;

  // The button that was pressed is gone: go on from what came of it.
  useEffect(() => {
    frame.current?.querySelector<HTMLElement>('.notice')?.focus();
  }, []);

  return (
    <div ref={frame} className="stack">
      <Notice tone="positive" title={t('import.done', { added, updated })}>
        {leftOutCount > 0 && <p>{t('import.done.leftOut', { count: leftOutCount })}</p>}
        <p>{t('import.done.links')}</p>
      </Notice>
      <div className="form-actions">
        <Link to={sessionPath} className="button button-primary">
          {t('import.done.see')}
        </Link>
        <Button onClick={onAnother}>{t('import.other')}</Button>
      </div>
    </div>
  );
}
