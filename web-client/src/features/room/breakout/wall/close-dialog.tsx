// Closes the rooms, with a minute's notice or at once. It cannot be taken back.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { closeRooms } from '../room-commands';

interface CloseDialogProps {
  engine: Engine;
  roundId: string;
  /** The minute runs already. */
  already: boolean;
  onClose: () => void;
}

export function CloseDialog({ engine, roundId, already, onClose }: CloseDialogProps) {
  const { t } = useI18n();
  const close = (now: boolean) => {
    engine.send(closeRooms(roundId, now));
    onClose();
  };
  return (
    <Dialog
      title={t('close.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" onClick={() => close(true)}>
            {t('close.now')}
          </Button>
          {!already && (
            <Button kind="primary" onClick={() => close(false)}>
              {t('close.minute')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('close.body')}</p>
    </Dialog>
  );
}
