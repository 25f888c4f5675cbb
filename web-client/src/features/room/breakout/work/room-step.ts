// At which of its steps a room is, how long that takes, and who listens meanwhile.
import type { OpenRound, Room, RoomStep } from '../../../../protocol/convene/v1/breakout_pb';
import { RoomRole } from '../../../../protocol/convene/v1/breakout_pb';
import { holderOf } from './role-words';

const MINUTE_MS = 60_000;

/** Absent: the round has no steps, or the room is at none. */
export function stepOf(
  round: Pick<OpenRound, 'steps'> | undefined,
  room: Pick<Room, 'step'>,
): RoomStep | undefined {
  return room.step > 0 ? round?.steps[room.step - 1] : undefined;
}

export function stepEndsMs(step: RoomStep, room: Pick<Room, 'stepAtMs'>): number {
  return Number(room.stepAtMs) + step.minutes * MINUTE_MS;
}

/** Who has the role that listens in this step; absent: nobody, or everyone may write. */
export function listenerOf(step: RoomStep | undefined, room: Room): string | undefined {
  const silent = step?.silent ?? RoomRole.UNSPECIFIED;
  return silent === RoomRole.UNSPECIFIED ? undefined : holderOf(room, silent);
}

/** Whoever keeps the time; while nobody does, anyone; and facilitators. */
export function mayStep(room: Room, meId: string, runs: boolean): boolean {
  const keeper = holderOf(room, RoomRole.TIMEKEEPER);
  return runs || keeper === undefined || keeper === meId;
}
