// The way to the end of the session. It is asked about in a dialog that the bar holds.
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { useRoomState } from '../room-context';
import { useAsking } from '../use-asking';

interface EndButtonProps {
  size?: 'regular' | 'small';
  onEnd: () => void;
}

export function EndButton({ size, onEnd }: EndButtonProps) {
  const { t } = useI18n();
  const busy = useAsking('endSession');
  const ending = useRoomState(({ view }) => (view?.session?.endingAtMs ?? 0n) > 0n);
  // While it counts, what to do about that stands beside the countdown.
  if (ending) return null;
  return (
    <Button size={size} busy={busy} onClick={onEnd}>
      {t('bar.end')}
    </Button>
  );
}
