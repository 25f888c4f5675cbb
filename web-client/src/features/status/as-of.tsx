// When the figures came; and how old they are, as soon as they are older than they should be.
import { useI18n } from '../../i18n/i18n-provider';
import { useNow } from '../../ui/use-now';
import { REFRESH_MS } from './use-refresh';

/** Two rounds: one answer may be late. */
const OLD_MS = 2 * REFRESH_MS;

export function AsOf({ atMs }: { atMs: number }) {
  const { t, dates } = useI18n();
  const ageMs = useNow() - atMs;
  const time = dates.exactTime(atMs);
  if (ageMs <= OLD_MS) return <p className="numbers">{t('status.asOf', { time })}</p>;
  const seconds = Math.floor(ageMs / 1000);
  const age =
    seconds < 120
      ? t('status.age.seconds', { count: seconds })
      : t('status.age.minutes', { count: Math.floor(seconds / 60) });
  return <p className="numbers status-old">{t('status.asOf.old', { time, age })}</p>;
}
