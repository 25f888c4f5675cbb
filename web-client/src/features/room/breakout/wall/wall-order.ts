// How the rooms stand, and which of them need somebody first.
import type { Room } from '../../../../protocol/convene/v1/breakout_pb';
import type { Channel, Line } from '../../../../protocol/convene/v1/chat_pb';

/** In the order in which they need somebody. */
export const NEEDS = ['help', 'alone', 'taken', 'nobody', 'silent'] as const;
export type Need = (typeof NEEDS)[number];

/** Nobody has written for so long. */
export const SILENT_MS = 5 * 60_000;

export interface WallRoom {
  room: Room;
  need: Need | undefined;
  /** People of the room who are here, of those who have a place in it. */
  here: number;
  placed: number;
  lastLine: Line | undefined;
  /** Since the last line, or since the rooms opened. */
  quietMs: number;
}

export interface WallFacts {
  channels: readonly Channel[];
  here: ReadonlySet<string> | undefined;
  openedAtMs: number;
  nowMs: number;
}

export function wallRooms(rooms: readonly Room[], facts: WallFacts): WallRoom[] {
  const byId = new Map(facts.channels.map((channel) => [channel.id, channel]));
  return rooms.map((room) => wallRoom(room, byId.get(room.channelId), facts));
}

function wallRoom(room: Room, channel: Channel | undefined, facts: WallFacts): WallRoom {
  const lines = channel?.lines ?? [];
  const lastLine = lines[lines.length - 1];
  const placed = room.places.length;
  const here = room.places.filter(({ personId }) => facts.here?.has(personId)).length;
  const since = Math.max(Number(lastLine?.atMs ?? 0), facts.openedAtMs);
  // Where nobody reads from outside, nobody knows how quiet it is.
  const quietMs = channel ? Math.max(0, facts.nowMs - since) : 0;
  return { room, need: needOf(room, here, quietMs), here, placed, lastLine, quietMs };
}

function needOf({ closed, help, places }: Room, here: number, quietMs: number): Need | undefined {
  if (closed) return undefined;
  if (help) return help.claimedById === '' ? 'help' : 'taken';
  // A room that nobody was put into waits for nothing.
  if (places.length === 0) return undefined;
  if (here === 1) return 'alone';
  if (here === 0) return 'nobody';
  return quietMs >= SILENT_MS ? 'silent' : undefined;
}

/**
 * Those that need somebody first; who has asked longest before others; then by number. What is
 * closed comes last.
 */
export function inOrder(rooms: readonly WallRoom[]): WallRoom[] {
  return [...rooms].sort(
    (a, b) =>
      Number(a.room.closed) - Number(b.room.closed) ||
      rank(a.need) - rank(b.need) ||
      (a.need === 'help' ? Number(a.room.help?.atMs ?? 0) - Number(b.room.help?.atMs ?? 0) : 0) ||
      a.room.number - b.room.number,
  );
}

function rank(need: Need | undefined): number {
  return need === undefined ? NEEDS.length : NEEDS.indexOf(need);
}

/** The new rooms in the old order; those that were not there come last. */
export function inOldOrder(rooms: readonly WallRoom[], numbers: readonly number[]): WallRoom[] {
  const at = new Map(numbers.map((number, index) => [number, index]));
  const place = ({ room }: WallRoom) => at.get(room.number) ?? numbers.length + room.number;
  return [...rooms].sort((a, b) => place(a) - place(b));
}
