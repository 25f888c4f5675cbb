// A modal dialog on the browser's own element: focus, Escape and the backdrop come with it.
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useI18n } from '../i18n/i18n-provider';
import { classNames } from '../lib/class-names';
import { Button } from './button';

interface DialogProps {
  title: string;
  onClose: () => void;
  actions: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Rendered means open. */
export function Dialog({ title, onClose, actions, className, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      // Back to where the person was, if that is still there.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      className={classNames('dialog', className)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 className="dialog-title" id={titleId}>
        {title}
      </h2>
      <div className="dialog-body">{children}</div>
      <div className="dialog-actions">{actions}</div>
    </dialog>
  );
}

interface AskProps {
  title: string;
  confirm: string;
  /** It takes something away. */
  danger?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** Another answer, between the two. */
  other?: ReactNode;
  children: ReactNode;
}

/** Asks once, with what will happen. The safe answer comes first and has the focus. */
export function AskDialog(props: AskProps) {
  const { title, confirm, danger, onConfirm, onClose, other, children } = props;
  const { t } = useI18n();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {other}
          <Button
            kind={danger ? 'danger' : 'primary'}
            onClick={() => {
              onConfirm();
              onClose();
            }}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}

type ConfirmProps = Omit<AskProps, 'danger' | 'other' | 'children'> & { body: string };

/** For what cannot be undone. */
export function ConfirmDialog({ body, ...rest }: ConfirmProps) {
  return (
    <AskDialog danger {...rest}>
      <p>{body}</p>
    </AskDialog>
  );
}
