// What is asked for about rooms, one function for each command.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import type { Round } from '../../../protocol/convene/v1/breakout_pb';
import {
  AnswerHelpSchema,
  CallHelpSchema,
  ChooseRoomSchema,
  CloseRoomsSchema,
  ExtendRoomsSchema,
  OpenRoomsSchema,
  PlacePeopleSchema,
  PutRoomSchema,
  PutRoundSchema,
  RemoveRoundSchema,
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

/** 0: they do not close by themselves any more. */
export function extendRooms(roundId: string, minutes: number): CommandBody {
  return { case: 'extendRooms', value: create(ExtendRoomsSchema, { roundId, minutes }) };
}

export function closeRooms(roundId: string, now: boolean): CommandBody {
  return { case: 'closeRooms', value: create(CloseRoomsSchema, { roundId, now }) };
}

export function tellRooms(roundId: string, en: string, es: string): CommandBody {
  return { case: 'tellRooms', value: create(TellRoomsSchema, { roundId, text: { en, es } }) };
}

export function callHelp(on: boolean): CommandBody {
  return { case: 'callHelp', value: create(CallHelpSchema, { on }) };
}

export function answerHelp(roundId: string, room: number, done: boolean): CommandBody {
  return { case: 'answerHelp', value: create(AnswerHelpSchema, { roundId, room, done }) };
}

export function chooseRoom(roundId: string, room: number): CommandBody {
  return { case: 'chooseRoom', value: create(ChooseRoomSchema, { roundId, room }) };
}
