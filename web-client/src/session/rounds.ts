// Rounds of breakout rooms in a view: which one is open, where someone is, and how they change.
import type {
  MyRoom,
  OpenRound,
  Reports,
  Room,
  RoomChoice,
  Round,
  RoundResults,
} from '../protocol/convene/v1/breakout_pb';
import { RoundState } from '../protocol/convene/v1/breakout_pb';
import type { Channel } from '../protocol/convene/v1/chat_pb';
import { ChannelKind } from '../protocol/convene/v1/chat_pb';
import type { OutcomeSet, RoomSet, View } from '../protocol/convene/v1/view_pb';

/** The round that is open, as everyone sees it. */
export function openRoundOf(view: Pick<View, 'openRound'> | undefined): OpenRound | undefined {
  return view?.openRound?.id ? view.openRound : undefined;
}

/** Where someone is: always with a round and a room. */
export type MyPlace = MyRoom & { room: Room };

/** The room that I am in now. */
export function myPlaceOf(
  view: Pick<View, 'openRound' | 'myRoom'> | undefined,
): MyPlace | undefined {
  return openRoundOf(view) && placeIn(view?.myRoom);
}

function placeIn(mine: MyRoom | undefined): MyPlace | undefined {
  return mine?.roundId && mine.room ? (mine as MyPlace) : undefined;
}

/** The rooms that report now: always with a round. */
export function reportsOf(view: View | undefined): Reports | undefined {
  return view?.reports?.roundId ? view.reports : undefined;
}

/** A room that this view knows: all of them for facilitators, for others their own. */
export function roomIn(view: View, roundId: string, number: number): Room | undefined {
  const round = view.rounds.find(({ id }) => id === roundId);
  const room = round?.rooms.find((one) => one.number === number);
  if (room) return room;
  const mine = placeIn(view.myRoom);
  return mine?.roundId === roundId && mine.room.number === number ? mine.room : undefined;
}

/** Facilitators see the lines of all rooms; news to them are those of their own. */
export function isOtherRoom(view: View, { id, kind }: Pick<Channel, 'id' | 'kind'>): boolean {
  return kind === ChannelKind.ROOM && myPlaceOf(view)?.room.channelId !== id;
}

/** People are in its rooms. */
export function isOpenRound({ state }: Pick<Round, 'state'>): boolean {
  return state === RoundState.OPEN || state === RoundState.CLOSING;
}

/** Rooms that ask for help, and nobody has taken care of it yet. */
export function helpCallsOf(view: View | undefined): Room[] {
  const open = view?.rounds.find(isOpenRound);
  return open?.rooms.filter(({ help }) => help && help.claimedById === '') ?? [];
}

export function putRound(rounds: Round[], round: Round): Round[] {
  if (!rounds.some(({ id }) => id === round.id)) return [...rounds, round];
  return rounds.map((old) => (old.id === round.id ? round : old));
}

/** A number that the round does not have yet is a room more. */
export function setRoom(rounds: Round[], { roundId, room }: RoomSet): Round[] {
  if (!room) return rounds;
  return rounds.map((round) => {
    if (round.id !== roundId) return round;
    return { ...round, rooms: putNumbered(round.rooms, room) };
  });
}

/** A number that could not be chosen yet is a room more. */
export function setChoice(round: OpenRound | undefined, choice: RoomChoice): OpenRound | undefined {
  return round && { ...round, choices: putNumbered(round.choices, choice) };
}

/** The server's view holds as many. */
const RESULTS_MAX = 3;

/** At the end; beyond three rounds the first one drops. */
export function putResults(all: RoundResults[], results: RoundResults): RoundResults[] {
  const others = all.filter(({ roundId }) => roundId !== results.roundId);
  return [...others, results].slice(-RESULTS_MAX);
}

/** By number; without a result it brought nothing, and is not among them. */
export function setOutcome(all: RoundResults[], { roundId, room }: OutcomeSet): RoundResults[] {
  if (!room) return all;
  return all.map((results) => {
    if (results.roundId !== roundId) return results;
    const others = results.rooms.filter(({ number }) => number !== room.number);
    if (!room.result) return { ...results, rooms: others };
    const after = others.findIndex(({ number }) => number > room.number);
    const rooms = others.slice();
    rooms.splice(after === -1 ? others.length : after, 0, room);
    return { ...results, rooms };
  });
}

/** Replaces what has this number, or adds it at the end. */
function putNumbered<Item extends { number: number }>(items: Item[], item: Item): Item[] {
  if (!items.some(({ number }) => number === item.number)) return [...items, item];
  return items.map((old) => (old.number === item.number ? item : old));
}
