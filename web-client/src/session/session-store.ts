// What a room draws, whoever feeds it: a live connection or a replay.
import type { Readable } from '../lib/store';
import type { Presence } from '../protocol/convene/v1/roster_pb';
import type { View } from '../protocol/convene/v1/view_pb';
import type { Away } from './away';
import type { Connection } from './connection';
import type { Pending } from './outbox';
import type { Transport } from './socket';

export interface RoomState {
  /** Absent until the first one has come. */
  view: View | undefined;
  /** Who is connected now; absent in a replay, which does not know. */
  here: ReadonlySet<string> | undefined;
  /** What this browser has asked for and not heard about. Never part of the view. */
  pending: readonly Pending[];
}

export type SessionStore = Readable<RoomState>;

export interface LiveState extends RoomState {
  connection: Connection;
  /** How live updates come: anything but a WebSocket may be a little slower. */
  transport: Transport;
  lastHeardMs: number | undefined;
  /** Server time minus ours. */
  serverOffsetMs: number;
  away: Away | undefined;
}

export const NO_STATE: LiveState = {
  view: undefined,
  here: new Set(),
  pending: [],
  connection: { kind: 'connecting', attempt: 0 },
  transport: 'websocket',
  lastHeardMs: undefined,
  serverOffsetMs: 0,
  away: undefined,
};

/** Who is connected, after it was said anew or what has changed of it. */
export function hereAfter(
  before: ReadonlySet<string> | undefined,
  { full, here, away }: Presence,
): ReadonlySet<string> {
  const ids = new Set(full ? here : [...(before ?? []), ...here]);
  for (const id of away) ids.delete(id);
  return ids;
}
