// The order in which rooms report: put together with buttons, one place at a time.
import type { Reports, ReportTurn } from '../../../../protocol/convene/v1/breakout_pb';

/** The server takes no more. */
export const TURNS_MAX = 100;

/** Added at the end, or taken out; beyond what fits nothing is added. */
export function toggled(order: readonly number[], room: number): readonly number[] {
  if (order.includes(room)) return order.filter((one) => one !== room);
  return order.length < TURNS_MAX ? [...order, room] : order;
}

/** One place earlier (-1) or later (1); the first and the last stay where they are. */
export function moved(order: readonly number[], room: number, by: -1 | 1): readonly number[] {
  const from = order.indexOf(room);
  const other = order[from + by];
  if (from === -1 || other === undefined) return order;
  return order.map((one) => (one === room ? other : one === other ? room : one));
}

/** Whose turn it is; absent: it has not begun. */
export function turnOf(reports: Reports | undefined): ReportTurn | undefined {
  return reports && reports.now > 0 ? reports.turns[reports.now - 1] : undefined;
}

export function turnEndsMs({ startedAtMs, seconds }: Reports): number {
  return Number(startedAtMs) + seconds * 1000;
}
