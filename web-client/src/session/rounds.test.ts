// Rounds of rooms: how a view follows them, and whose conversation is whose.
import { create } from '@bufbuild/protobuf';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  MyRoomSchema,
  OpenRoundSchema,
  ReportsSchema,
  RoomChoiceSchema,
  RoundState,
} from '../protocol/convene/v1/breakout_pb';
import type { Change } from '../protocol/convene/v1/view_pb';
import { AllResultsSchema, OutcomeSetSchema, RoomSetSchema } from '../protocol/convene/v1/view_pb';
import { ANA, change, channel, line, lineAdded, ME, view, welcome } from '../testing/builders';
import { engineBench } from '../testing/engine-bench';
import { myRoom, openRound, outcome, results, room, roomChannel, round } from '../testing/rounds';
import {
  channelOf,
  conversationKey,
  conversationOfLine,
  lineFor,
  roomConversation,
} from './conversations';
import { myPlaceOf, openRoundOf, reportsOf } from './rounds';
import { applyChange } from './view';

beforeEach(() => void vi.useFakeTimers());

const apply = (before: ReturnType<typeof view>, body: Change['change']) =>
  applyChange(before, change(body));

test('the open round and my room replace what was there; without an id there is none', () => {
  const inRoom = apply(apply(view(), { case: 'openRound', value: openRound() }), {
    case: 'myRoom',
    value: myRoom(room(7, [ME])),
  });
  expect(openRoundOf(inRoom)?.id).toBe('rd_1');
  expect(myPlaceOf(inRoom)?.room.number).toBe(7);
  const out = apply(inRoom, { case: 'myRoom', value: create(MyRoomSchema) });
  expect(myPlaceOf(out)).toBeUndefined();
  const closed = apply(inRoom, { case: 'openRound', value: create(OpenRoundSchema) });
  expect(openRoundOf(closed)).toBeUndefined();
  expect(myPlaceOf(closed)).toBeUndefined();
});

test('round_put adds a round at the end, or replaces the one with this id; round_gone takes it out', () => {
  const before = view({ rounds: [round('rd_1'), round('rd_2')] });
  const open = round('rd_1', { state: RoundState.OPEN });
  const put = apply(apply(before, { case: 'roundPut', value: open }), {
    case: 'roundPut',
    value: round('rd_3'),
  });
  expect(put.rounds.map(({ id, state }) => [id, state])).toEqual([
    ['rd_1', RoundState.OPEN],
    ['rd_2', RoundState.PLANNED],
    ['rd_3', RoundState.PLANNED],
  ]);
  const gone = apply(put, { case: 'roundGone', value: 'rd_2' });
  expect(gone.rounds.map(({ id }) => id)).toEqual(['rd_1', 'rd_3']);
});

test('room_set replaces one room of one round, or adds it, and touches no other', () => {
  const rounds = [
    round('rd_1', { rooms: [room(1, [ME]), room(2, [])] }),
    round('rd_2', { rooms: [room(2, [])] }),
  ];
  const before = view({ rounds });
  const set = (number: number) =>
    apply(before, {
      case: 'roomSet',
      value: create(RoomSetSchema, { roundId: 'rd_1', room: room(number, [ANA]) }),
    });
  expect(set(2).rounds[0]?.rooms[1]?.places[0]?.personId).toBe(ANA);
  expect(set(2).rounds[0]?.rooms[0]).toBe(before.rounds[0]?.rooms[0]);
  expect(set(2).rounds[1]).toBe(before.rounds[1]);
  expect(set(3).rounds[0]?.rooms.map(({ number }) => number)).toEqual([1, 2, 3]);
});

test('choice_set replaces one of the rooms that can be chosen, or adds it', () => {
  const choices = [{ number: 1 }, { number: 2, peopleCount: 3 }];
  const before = view({ openRound: openRound({ choices }) });
  const set = (number: number) =>
    apply(before, {
      case: 'choiceSet',
      value: create(RoomChoiceSchema, { number, full: true, waitingCount: 2 }),
    }).openRound;
  expect(set(2)?.choices.map(({ full }) => full)).toEqual([false, true]);
  expect(set(2)?.choices[0]).toBe(before.openRound?.choices[0]);
  expect(set(2)?.title).toBe(before.openRound?.title);
  expect(set(3)?.choices.map(({ number }) => number)).toEqual([1, 2, 3]);
  const late = { case: 'choiceSet', value: create(RoomChoiceSchema, { number: 1 }) } as const;
  expect(openRoundOf(apply(view(), late))).toBeUndefined();
});

test('results_put adds those of a round at the end, the last three; results replaces all', () => {
  const before = view({ results: [results('rd_1', [outcome(1, 'One')]), results('rd_2', [])] });
  const put = (id: string) =>
    apply(before, { case: 'resultsPut', value: results(id, [outcome(1, 'New')]) });
  const ids = (after: ReturnType<typeof view>) => after.results.map(({ roundId }) => roundId);
  expect(ids(put('rd_3'))).toEqual(['rd_1', 'rd_2', 'rd_3']);
  const four = { case: 'resultsPut', value: results('rd_4', []) } as const;
  expect(ids(apply(put('rd_3'), four))).toEqual(['rd_2', 'rd_3', 'rd_4']);
  expect(put('rd_2').results[1]?.rooms[0]?.result?.text).toBe('New');
  const value = create(AllResultsSchema, { rounds: [results('rd_9', [])] });
  expect(ids(apply(before, { case: 'results', value }))).toEqual(['rd_9']);
});

test('outcome_set puts what one room brought back by its number, or takes it out', () => {
  const first = results('rd_1', [outcome(1, 'One'), outcome(3, 'Three')]);
  const before = view({ results: [first, results('rd_2', [outcome(2, 'Two')])] });
  const set = (roundId: string, number: number, text = '') =>
    apply(before, {
      case: 'outcomeSet',
      value: create(OutcomeSetSchema, { roundId, room: outcome(number, text) }),
    }).results;
  const texts = (all: ReturnType<typeof set>) => all[0]?.rooms.map(({ result }) => result?.text);
  expect(texts(set('rd_1', 3, 'New'))).toEqual(['One', 'New']);
  expect(texts(set('rd_1', 2, 'Two'))).toEqual(['One', 'Two', 'Three']);
  expect(texts(set('rd_1', 4, 'Four'))).toEqual(['One', 'Three', 'Four']);
  expect(texts(set('rd_1', 1))).toEqual(['Three']);
  expect(set('rd_1', 3, 'New')[0]?.rooms[0]).toBe(first.rooms[0]);
  expect(set('rd_1', 3, 'New')[1]).toBe(before.results[1]);
  expect(set('rd_9', 2, 'Two')).toEqual(before.results);
});

test('reports replace what was there; without a round nobody reports', () => {
  const value = create(ReportsSchema, { roundId: 'rd_1', turns: [{ room: 5 }], now: 1 });
  const some = apply(view(), { case: 'reports', value });
  expect(reportsOf(some)?.turns[0]?.room).toBe(5);
  const none = apply(some, { case: 'reports', value: create(ReportsSchema) });
  expect(reportsOf(none)).toBeUndefined();
});

test('channel_set adds a channel with its lines or replaces it; channel_gone takes it out', () => {
  const before = view({ channels: [channel(), roomChannel(7, [line('ln_1')])] });
  const set = apply(before, {
    case: 'channelSet',
    value: roomChannel(7, [line('ln_2'), line('ln_3')]),
  });
  expect(set.channels.map(({ id, lines }) => [id, lines.length])).toEqual([
    ['ch_all', 0],
    ['ch_7', 2],
  ]);
  const added = apply(set, { case: 'channelSet', value: roomChannel(8, [line('ln_4')]) });
  expect(added.channels.map(({ id }) => id)).toEqual(['ch_all', 'ch_7', 'ch_8']);
  const gone = apply(added, { case: 'channelGone', value: 'ch_7' });
  expect(gone.channels.map(({ id }) => id)).toEqual(['ch_all', 'ch_8']);
});

test('a room has one conversation, for who is in it and for facilitators', () => {
  const seven = roomConversation('rd_1', 7);
  const channels = [channel(), roomChannel(7)];
  const mine = view({ channels, openRound: openRound(), myRoom: myRoom(room(7, [ME])) });
  const theirs = view({ channels, rounds: [round('rd_1', { rooms: [room(7, [ANA])] })] });
  expect(channelOf(mine, seven)?.id).toBe('ch_7');
  expect(channelOf(theirs, seven)?.id).toBe('ch_7');
  expect(channelOf(mine, roomConversation('rd_2', 7))).toBeUndefined();
  expect(channelOf(view({ channels }), seven)).toBeUndefined();
  const body = lineFor(seven, 'Shall we begin?');
  if (body.case !== 'sendLine') throw new Error('a line is a line');
  expect(conversationOfLine(body.value)).toEqual(seven);
  expect(conversationKey(seven)).toBe('room:rd_1:7');
});

test('a line to the room is pending until it comes in the channel of that room', async () => {
  const bench = engineBench();
  await bench.arrive();
  const inRoom = view({
    channels: [channel(), roomChannel(7)],
    openRound: openRound(),
    myRoom: myRoom(room(7, [ME])),
  });
  bench.sockets.last.receive(welcome({ view: inRoom }));
  bench.engine.send(lineFor(roomConversation('rd_1', 7), 'Hello'));
  const mine = { authorId: ME, text: 'Hello' };
  bench.sockets.last.receive(lineAdded(line('ln_1', mine)));
  expect(bench.state.pending[0]?.landed).toBeUndefined();
  bench.sockets.last.receive(lineAdded(line('ln_2', { ...mine, channelId: 'ch_7' })));
  expect(bench.state.pending[0]?.landed).toBe(true);
});

test('what facilitators missed in the rooms of others is not counted as news to them', async () => {
  const bench = engineBench();
  await bench.arrive();
  const rounds = [round('rd_1', { state: RoundState.OPEN, rooms: [room(7, [ANA])] })];
  const shown = (id: string) =>
    view({
      rounds,
      openRound: openRound(),
      channels: [channel({ lines: [line(`${id}a`)] }), roomChannel(7, [line(id)])],
    });
  bench.sockets.last.receive(welcome({ view: shown('ln_1') }));
  bench.sockets.last.drop();
  await bench.comeBack();
  bench.sockets.last.receive(welcome({ view: shown('ln_2') }));
  expect(bench.state.away?.lines).toBe(1);
});
