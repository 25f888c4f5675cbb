// What the parts of a room draw from, live or replayed.
import { createContext, useContext } from 'react';
import { seconds } from '../../lib/seconds';
import type { Readable } from '../../lib/store';
import { Permission } from '../../protocol/convene/v1/roster_pb';
import type { Engine } from '../../session/engine';
import type { RoomState, SessionStore } from '../../session/session-store';
import { useStore } from '../../ui/use-store';

export interface Room {
  sessionId: string;
  store: SessionStore;
  /** Absent in a replay, where nothing can be asked for. */
  engine: Engine | undefined;
  /** The session's own time, by the second: the server's clock, or where the replay is. */
  clock: Readable<number>;
}

export const RoomContext = createContext<Room | undefined>(undefined);

export function liveRoom(sessionId: string, engine: Engine): Room {
  const { store } = engine;
  return {
    sessionId,
    store,
    engine,
    clock: seconds(() => Date.now() + store.get().serverOffsetMs),
  };
}

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error('useRoom needs a RoomContext above it');
  return room;
}

/** A part of the room's state. */
export function useRoomState<Part>(select: (state: RoomState) => Part): Part {
  return useStore(useRoom().store, select);
}

const STILL: Readable<number> = { get: () => 0, subscribe: () => () => undefined };

/** What the session's time says: drawn anew only when that changes. */
export function useRoomTime<Part>(select: (nowMs: number) => Part, running = true): Part {
  const { clock } = useRoom();
  return useStore(running ? clock : STILL, select);
}

export function useMyId(): string {
  return useRoomState(({ view }) => view?.me?.personId ?? '');
}

export function useMyPermission(): Permission {
  return useRoomState(({ view }) => view?.me?.permission ?? Permission.UNSPECIFIED);
}

/** Facilitators, and staff, who may do what facilitators may. */
export function mayFacilitate(permission: Permission): boolean {
  return permission >= Permission.FACILITATOR;
}

/** Am I one of them, and is there a session to run? */
export function useFacilitating(): boolean {
  const { engine } = useRoom();
  return mayFacilitate(useMyPermission()) && engine !== undefined;
}
