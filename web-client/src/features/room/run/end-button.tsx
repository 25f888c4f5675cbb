// Ends the session, after asking; then half a minute is left to think better of it.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/dialog';
import { endSession } from '../commands';
import { useRoomState } from '../room-context';
import { useAsking } from '../use-asking';

export function EndButton({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const busy = useAsking('endSession');
  const ending = useRoomState(({ view }) => (view?.session?.endingAtMs ?? 0n) > 0n);
  const [asking, setAsking] = useState(false);
  // While it counts, what to do about that stands beside the countdown.
  if (ending) return null;
  return (
    <>
      <Button size="small" busy={busy} onClick={() => setAsking(true)}>
        {t('bar.end')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('bar.end.title')}
          body={t('bar.end.body')}
          confirm={t('bar.end.confirm')}
          onConfirm={() => engine.send(endSession(false))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
