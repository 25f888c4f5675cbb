// What the parts of a room draw from, live or replayed.
import { createContext, useContext } from 'react';
import { Permission } from '../../protocol/convene/v1/roster_pb';
import type { Engine } from '../../session/engine';
import type { RoomState, SessionStore } from '../../session/session-store';
import { useStore } from '../../ui/use-store';

export interface Room {
  sessionId: string;
  store: SessionStore;
  /** Absent in a replay, where nothing can be asked for. */
  engine: Engine | undefined;
}

export const RoomContext = createContext<Room | undefined>(undefined);

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error('useRoom needs a RoomContext above it');
  return room;
}

/** A part of the room's state. */
export function useRoomState<Part>(select: (state: RoomState) => Part): Part {
  return useStore(useRoom().store, select);
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
