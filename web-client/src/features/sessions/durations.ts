// Lengths of time in words: "2 h 30 min".
import type { Translate } from '../../i18n/translate';

export function durationWords(total: number, t: Translate): string {
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  if (hours === 0) return t('plan.duration.minutes', { minutes });
  if (minutes === 0) return t('plan.duration.hours', { hours });
  return t('plan.duration.both', { hours, minutes });
}
