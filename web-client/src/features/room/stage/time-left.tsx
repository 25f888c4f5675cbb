// How much of a step's time is left. That it is over is said, not only coloured.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Translate } from '../../../i18n/translate';
import { classNames } from '../../../lib/class-names';
import { useRoomTime } from '../room-context';

const MINUTE_MS = 60_000;

export function TimeLeft({ endsAtMs }: { endsAtMs: number }) {
  const { t } = useI18n();
  // By the minute: nothing on the screen should tick.
  const minutes = useRoomTime((nowMs) => minutesLeft(endsAtMs, nowMs), endsAtMs > 0);
  if (endsAtMs <= 0) return null;
  return (
    <span className={classNames('time-left', minutes <= 0 && 'time-over')} data-testid="time-left">
      {timeWords(minutes, t)}
    </span>
  );
}

/** Whole minutes, begun ones included; 0 and less: over since so many. */
export function minutesLeft(endsAtMs: number, nowMs: number): number {
  return Math.ceil((endsAtMs - nowMs) / MINUTE_MS);
}

export function timeWords(minutes: number, t: Translate): string {
  if (minutes > 0) return t('now.left', { minutes });
  return minutes > -1 ? t('now.over') : t('now.overSince', { minutes: -minutes });
}
