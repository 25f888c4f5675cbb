// Two people change places: one command, so that nobody is in between.
import { create } from '@bufbuild/protobuf';
import { PlacePeopleSchema } from '../../../../protocol/convene/v1/breakout_pb';
import type { CommandBody } from '../../../../session/conversations';

/** Someone, and the room that they are in. */
export interface Placed {
  personId: string;
  room: number;
}

export function swapPeople(roundId: string, one: Placed, other: Placed): CommandBody {
  const placements = [
    { personId: one.personId, room: other.room },
    { personId: other.personId, room: one.room },
  ];
  return { case: 'placePeople', value: create(PlacePeopleSchema, { roundId, placements }) };
}
