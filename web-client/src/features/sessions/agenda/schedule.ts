// When each step begins and ends if all goes as planned.
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import type { Session } from '../../../protocol/convene/v1/session_pb';

export interface Slot {
  fromMs: number;
  toMs: number;
}

const MINUTE_MS = 60_000;

export function totalMinutes(items: readonly AgendaItem[]): number {
  return items.reduce((sum, { minutes }) => sum + minutes, 0);
}

/** One for each step: from the planned start, or from the real one once there is one. */
export function schedule(session: Session | undefined, items: readonly AgendaItem[]): Slot[] {
  let fromMs = Number(session?.startedAtMs || session?.scheduledAtMs || 0);
  return items.map(({ minutes }) => {
    const slot = { fromMs, toMs: fromMs + minutes * MINUTE_MS };
    fromMs = slot.toMs;
    return slot;
  });
}
