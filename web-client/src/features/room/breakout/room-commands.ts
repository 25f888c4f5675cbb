// What is asked for about rooms, one function for each command.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import type { RoomRole, Round } from '../../../protocol/convene/v1/breakout_pb';
import {
  AnswerHelpSchema,
  AssignRoomsSchema,
  BarFromRoomsSchema,
  CallHelpSchema,
  ChooseRoomSchema,
  CloseRoomsSchema,
  ExtendRoomsSchema,
  GiveRoleSchema,
  LookIntoRoomsSchema,
  MergeRoomsSchema,
  OpenRoomsSchema,
  PauseRoomsSchema,
  PlacePeopleSchema,
  PutResultSchema,
  PutRoomSchema,
  PutRoundSchema,
  RemoveRoundSchema,
  ReopenRoomsSchema,
  RotateRoomsSchema,
  SetReportsSchema,
  StepRoomsSchema,
  TellRoomsSchema,
} from '../../../protocol/convene/v1/breakout_pb';
import type { CommandBody } from '../../../session/conversations';

export function putRound(round: Round): CommandBody {
  return { case: 'putRound', value: create(PutRoundSchema, { round }) };
}

export function removeRound(roundId: string): CommandBody {
  return { case: 'removeRound', value: create(RemoveRoundSchema, { roundId }) };
}

export function openRooms(roundId: string): CommandBody {
  return { case: 'openRooms', value: create(OpenRoomsSchema, { roundId }) };
}

/** Room 0 is the plenary. */
export function placePerson(roundId: string, personId: string, room: number): CommandBody {
  const placements = [{ personId, room }];
  return { case: 'placePeople', value: create(PlacePeopleSchema, { roundId, placements }) };
}

export function putRoom(init: MessageInitShape<typeof PutRoomSchema>): CommandBody {
  return { case: 'putRoom', value: create(PutRoomSchema, init) };
}

/** Numbers of rooms; none: all rooms of the round. */
type Rooms = readonly number[];

/** 0: they do not close by themselves any more; of some rooms: they close when the others do. */
export function extendRooms(roundId: string, minutes: number, rooms: Rooms = []): CommandBody {
  const value = create(ExtendRoomsSchema, { roundId, minutes, rooms: [...rooms] });
  return { case: 'extendRooms', value };
}

export function pauseRooms(roundId: string, on: boolean): CommandBody {
  return { case: 'pauseRooms', value: create(PauseRoomsSchema, { roundId, on }) };
}

export function closeRooms(roundId: string, now: boolean, rooms: Rooms = []): CommandBody {
  const value = create(CloseRoomsSchema, { roundId, now, rooms: [...rooms] });
  return { case: 'closeRooms', value };
}

export function reopenRooms(roundId: string, rooms: Rooms = []): CommandBody {
  return { case: 'reopenRooms', value: create(ReopenRoomsSchema, { roundId, rooms: [...rooms] }) };
}

export function tellRooms(roundId: string, en: string, es: string, rooms: Rooms = []): CommandBody {
  const value = create(TellRoomsSchema, { roundId, text: { en, es }, rooms: [...rooms] });
  return { case: 'tellRooms', value };
}

/** Into 0: where its people fit best. */
export function mergeRooms(roundId: string, room: number, into = 0): CommandBody {
  return { case: 'mergeRooms', value: create(MergeRoomsSchema, { roundId, room, into }) };
}

/** These and no others; none: you look into no room. */
export function lookIntoRooms(roundId: string, rooms: Rooms): CommandBody {
  const value = create(LookIntoRoomsSchema, { roundId, rooms: [...rooms] });
  return { case: 'lookIntoRooms', value };
}

/** From these rooms and no others; none: from no room. */
export function barFromRooms(roundId: string, personId: string, rooms: Rooms): CommandBody {
  const value = create(BarFromRoomsSchema, { roundId, personId, rooms: [...rooms] });
  return { case: 'barFromRooms', value };
}

/** An empty id: nobody takes care of them. */
export function assignRooms(roundId: string, personId: string, rooms: Rooms): CommandBody {
  const value = create(AssignRoomsSchema, { roundId, personId, rooms: [...rooms] });
  return { case: 'assignRooms', value };
}

/** An empty id: nobody has the role. */
export function giveRole(
  roundId: string,
  room: number,
  role: RoomRole,
  personId: string,
): CommandBody {
  return { case: 'giveRole', value: create(GiveRoleSchema, { roundId, room, role, personId }) };
}

/** Facilitators alone may name several rooms, or none. Steps count from 1. */
export function stepRooms(roundId: string, step: number, rooms: Rooms): CommandBody {
  const value = create(StepRoomsSchema, { roundId, step, rooms: [...rooms] });
  return { case: 'stepRooms', value };
}

/** The one that this makes it: one more than there were. */
export function rotateRooms(roundId: string, rotation: number): CommandBody {
  return { case: 'rotateRooms', value: create(RotateRoomsSchema, { roundId, rotation }) };
}

export function putResult(roundId: string, room: number, text: string): CommandBody {
  return { case: 'putResult', value: create(PutResultSchema, { roundId, room, text }) };
}

/** Always the whole of it; no rooms: nobody reports. */
export function setReports(init: MessageInitShape<typeof SetReportsSchema>): CommandBody {
  return { case: 'setReports', value: create(SetReportsSchema, init) };
}

export function callHelp(on: boolean): CommandBody {
  return { case: 'callHelp', value: create(CallHelpSchema, { on }) };
}

export function answerHelp(roundId: string, room: number, done: boolean): CommandBody {
  return { case: 'answerHelp', value: create(AnswerHelpSchema, { roundId, room, done }) };
}

/** 0: waits for a seat no longer. */
export function chooseRoom(roundId: string, room: number): CommandBody {
  return { case: 'chooseRoom', value: create(ChooseRoomSchema, { roundId, room }) };
}
