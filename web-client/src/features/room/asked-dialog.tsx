// A dialog that asks for one thing, stays while that is under way, and says why it was refused.
import type { ReactNode } from 'react';
import { errorKey } from '../../i18n/error-words';
import { useI18n } from '../../i18n/i18n-provider';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import type { Asked } from './use-asked';

interface AskedDialogProps {
  title: string;
  className?: string;
  asked: Asked;
  confirm: string;
  /** Something has to be chosen first. */
  disabled?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function AskedDialog(props: AskedDialogProps) {
  const { title, className, asked, confirm, disabled, onConfirm, onClose, children } = props;
  const { t } = useI18n();
  return (
    <Dialog
      title={title}
      className={className}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={asked.busy}
            aria-disabled={asked.busy || disabled || undefined}
            onClick={disabled ? undefined : onConfirm}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {asked.refused !== undefined && <Notice tone="danger">{t(errorKey(asked.refused))}</Notice>}
      {children}
    </Dialog>
  );
}
