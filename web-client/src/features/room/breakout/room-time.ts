// How much time the rooms have left, and what is worth saying about it.

/** Each is said once, when its moment has come. */
export type Warning = 'half' | 'two' | 'thirty';

const TWO_MS = 120_000;
const THIRTY_MS = 30_000;

/** The newest moment that has passed; none when time has no end, or is over. */
export function warningOf(
  openedAtMs: number,
  endsAtMs: number,
  nowMs: number,
): Warning | undefined {
  const leftMs = endsAtMs - nowMs;
  if (endsAtMs <= 0 || leftMs <= 0) return undefined;
  if (leftMs <= THIRTY_MS) return 'thirty';
  if (leftMs <= TWO_MS) return 'two';
  // Of a short time the half comes with the two minutes, and says less.
  return leftMs <= (endsAtMs - openedAtMs) / 2 ? 'half' : undefined;
}

/** The whole seconds that are left. The server's clock is read by the second, too. */
export function secondsLeft(endsAtMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((endsAtMs - nowMs) / 1000));
}

/** Minutes that have begun; a part of a second is none. */
export function minutesLeft(endsAtMs: number, nowMs: number): number {
  return Math.ceil(secondsLeft(endsAtMs, nowMs) / 60);
}
