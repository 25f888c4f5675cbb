// How many steps, how long in all, and whether that fits.
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import { durationWords } from '../durations';
import { totalMinutes } from './schedule';

interface AgendaSumProps {
  items: readonly AgendaItem[];
  plannedMinutes: number;
}

export function AgendaSum({ items, plannedMinutes }: AgendaSumProps) {
  const { t } = useI18n();
  const total = totalMinutes(items);
  const over = total - plannedMinutes;
  const key = over > 0 ? 'plan.sum.over' : over === 0 ? 'plan.sum.exact' : 'plan.sum';
  return (
    <p className={over > 0 ? 'lacking' : 'muted'}>
      {t(key, {
        count: items.length,
        total: durationWords(total, t),
        planned: durationWords(plannedMinutes, t),
        rest: durationWords(Math.abs(over), t),
      })}
    </p>
  );
}
