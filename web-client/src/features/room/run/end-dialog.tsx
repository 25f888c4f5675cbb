// Is the session to end, for everyone? Not asked any more once somebody else has ended it.
import { useEffect } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import type { Engine } from '../../../session/engine';
import { ConfirmDialog } from '../../../ui/dialog';
import { endSession } from '../commands';
import { useRoomState } from '../room-context';

export function EndDialog({ engine, onClose }: { engine: Engine; onClose: () => void }) {
  const { t } = useI18n();
  const goesOn = useRoomState(({ view }) => {
    const session = view?.session;
    return session?.state === SessionState.LIVE && session.endingAtMs === 0n;
  });

  useEffect(() => {
    if (!goesOn) onClose();
  }, [goesOn, onClose]);

  return (
    <ConfirmDialog
      title={t('bar.end.title')}
      body={t('bar.end.body')}
      confirm={t('bar.end.confirm')}
      onConfirm={() => engine.send(endSession(false))}
      onClose={onClose}
    />
  );
}
