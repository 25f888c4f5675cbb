// The rooms of the open round as they stand, in an order that does not run away.
import { useMemo, useRef, useState } from 'react';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Channel } from '../../../../protocol/convene/v1/chat_pb';
import { useRoomState, useRoomTime } from '../../room-context';
import type { WallRoom } from './wall-order';
import { inOldOrder, inOrder, wallRooms } from './wall-order';

const NONE: readonly Channel[] = [];
/** Silence is counted in minutes: nothing on the wall ticks. */
const STEP_MS = 30_000;

export function useWall(round: Round) {
  const channels = useRoomState(({ view }) => view?.channels ?? NONE);
  const here = useRoomState((state) => state.here);
  const nowMs = useRoomTime((ms) => Math.floor(ms / STEP_MS) * STEP_MS);
  // While somebody is in it, nothing changes its place under their hands.
  const [held, setHeld] = useState(false);
  const numbers = useRef<readonly number[]>([]);
  const rooms = useMemo(() => {
    const openedAtMs = Number(round.openedAtMs);
    const all = wallRooms(round.rooms, { channels, here, openedAtMs, nowMs });
    const ordered = held ? inOldOrder(all, numbers.current) : inOrder(all);
    numbers.current = ordered.map(({ room }) => room.number);
    return ordered;
  }, [round, channels, here, nowMs, held]);
  return { rooms, hold: setHeld };
}

/** Rooms that are open, people here, and people with a place. */
export function countsOf(all: readonly WallRoom[]) {
  const rooms = all.filter(({ room }) => !room.closed);
  return {
    rooms: rooms.length,
    here: rooms.reduce((sum, room) => sum + room.here, 0),
    placed: rooms.reduce((sum, room) => sum + room.placed, 0),
    help: rooms.filter(({ need }) => need === 'help').length,
  };
}
