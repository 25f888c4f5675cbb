// How long a run stays open, on the server's clock; what is nearly over is said, not only coloured.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Translate } from '../../../../i18n/translate';
import { useRoomTime } from '../../room-context';

const STEP_S = 10;

export function RunTime({ endsAtMs }: { endsAtMs: bigint }) {
  const { t } = useI18n();
  const ends = Number(endsAtMs);
  const words = useRoomTime((nowMs) => timeWords(secondsLeft(ends, nowMs), t), ends > 0);
  if (ends === 0) return <span className="muted">{t('poll.time.open')}</span>;
  return (
    <span className="time-left" data-testid="run-time">
      {words}
    </span>
  );
}

export function secondsLeft(endsAtMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((endsAtMs - nowMs) / 1000));
}

/** Minutes, then tens of seconds: nothing on the screen should tick. */
export function timeWords(seconds: number, t: Translate): string {
  if (seconds === 0) return t('poll.time.over');
  if (seconds >= 120) return t('poll.time.minutes', { minutes: Math.round(seconds / 60) });
  return t('poll.time.seconds', { seconds: Math.ceil(seconds / STEP_S) * STEP_S });
}
