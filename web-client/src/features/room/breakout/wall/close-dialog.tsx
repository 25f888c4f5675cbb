// Closes rooms, all or some, with a minute's notice or at once.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { AskDialog, ConfirmDialog } from '../../../../ui/dialog';
import { closeRooms } from '../room-commands';

interface CloseDialogProps {
  engine: Engine;
  roundId: string;
  /** What is asked: "Close Room 3?" */
  title: string;
  /** These alone; none: all rooms. */
  rooms?: readonly number[];
  /** The minute runs already. */
  already: boolean;
  onClose: () => void;
}

export function CloseDialog(props: CloseDialogProps) {
  const { engine, roundId, title, rooms = [], already, onClose } = props;
  const { t } = useI18n();
  const close = (now: boolean) => engine.send(closeRooms(roundId, now, rooms));
  const body = t('close.body');
  if (already) {
    return (
      <ConfirmDialog
        title={title}
        body={body}
        confirm={t('close.now')}
        onConfirm={() => close(true)}
        onClose={onClose}
      />
    );
  }
  return (
    <AskDialog
      title={title}
      confirm={t('close.minute')}
      onConfirm={() => close(false)}
      onClose={onClose}
      other={
        <Button
          kind="danger"
          onClick={() => {
            close(true);
            onClose();
          }}
        >
          {t('close.now')}
        </Button>
      }
    >
      <p>{body}</p>
    </AskDialog>
  );
}
