// What people in a room see to, in words: what it is called, and what it asks of whoever has it.
import type { MessageKey } from '../../../../i18n/en';
import type { Room } from '../../../../protocol/convene/v1/breakout_pb';
import { RoomRole } from '../../../../protocol/convene/v1/breakout_pb';

export const ROLES = [
  RoomRole.LEADER,
  RoomRole.REPORTER,
  RoomRole.TIMEKEEPER,
  RoomRole.PRESENTER,
] as const;

export type Role = (typeof ROLES)[number];

interface RoleWords {
  name: MessageKey;
  mine: MessageKey;
  does: MessageKey;
}

export const ROLE_WORDS: Record<Role, RoleWords> = {
  [RoomRole.LEADER]: {
    name: 'role.leader',
    mine: 'role.leader.mine',
    does: 'role.leader.does',
  },
  [RoomRole.REPORTER]: {
    name: 'role.reporter',
    mine: 'role.reporter.mine',
    does: 'role.reporter.does',
  },
  [RoomRole.TIMEKEEPER]: {
    name: 'role.timekeeper',
    mine: 'role.timekeeper.mine',
    does: 'role.timekeeper.does',
  },
  [RoomRole.PRESENTER]: {
    name: 'role.presenter',
    mine: 'role.presenter.mine',
    does: 'role.presenter.does',
  },
};

/** Absent: nobody has it. */
export function holderOf(room: Pick<Room, 'roles'>, role: RoomRole): string | undefined {
  return room.roles.find((one) => one.role === role)?.personId || undefined;
}

/** A role from a newer server has no words. */
export function rolesOf(room: Pick<Room, 'roles'>, personId: string): Role[] {
  return ROLES.filter((role) => holderOf(room, role) === personId);
}
