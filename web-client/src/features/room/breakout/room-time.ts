// How much time the rooms have left, and what is worth saying about it.
import type { OpenRound, Room } from '../../../protocol/convene/v1/breakout_pb';
import { RoundState } from '../../../protocol/convene/v1/breakout_pb';

/** Each is said once, when its moment has come. */
export type Warning = 'half' | 'two' | 'thirty';

const TWO_MS = 120_000;
const THIRTY_MS = 30_000;
/** So long before its own end a room is told that it closes, as all rooms are. */
const CLOSING_MS = 60_000;

/** Until when a room is open: until its own end, or that of all rooms. 0: until it is closed. */
export function endOf(round: OpenRound | undefined, room: Room | undefined): number {
  return Number(room?.endsAtMs || round?.endsAtMs || 0n);
}

/** Its people are told to come to an end. Rooms that have an end of their own close by that. */
export function isClosing(
  round: OpenRound | undefined,
  room: Room | undefined,
  nowMs: number,
): boolean {
  if (!room?.endsAtMs) return round?.state === RoundState.CLOSING;
  return Number(room.endsAtMs) - nowMs <= CLOSING_MS;
}

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

/** What one knew of the time when one last looked. */
export interface TimeSeen {
  endsAtMs: number;
  paused: boolean;
  closing: boolean;
  warning: Warning | undefined;
}

export type TimeNews = Warning | 'moved' | 'unbound' | 'paused' | 'goesOn';

const ORDER: readonly (Warning | undefined)[] = [undefined, 'half', 'two', 'thirty'];

/** What is new between two looks: each is said once, and an earlier one is not said again. */
export function timeNews(before: TimeSeen, after: TimeSeen): TimeNews | undefined {
  // The notice of the close says it.
  if (after.closing) return undefined;
  if (before.paused !== after.paused) return after.paused ? 'paused' : 'goesOn';
  if (before.endsAtMs !== after.endsAtMs) return after.endsAtMs > 0 ? 'moved' : 'unbound';
  const later = ORDER.indexOf(after.warning) > ORDER.indexOf(before.warning);
  return later ? after.warning : undefined;
}

/** The whole seconds that are left. The server's clock is read by the second, too. */
export function secondsLeft(endsAtMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((endsAtMs - nowMs) / 1000));
}

/** Minutes that have begun; a part of a second is none. */
export function minutesLeft(endsAtMs: number, nowMs: number): number {
  return Math.ceil(secondsLeft(endsAtMs, nowMs) / 60);
}

/** So long rooms that have closed can be opened again with the same people. */
const REOPEN_MS = 5 * 60_000;

export function mayReopen(closedAtMs: number, nowMs: number): boolean {
  return closedAtMs > 0 && nowMs - closedAtMs < REOPEN_MS;
}
