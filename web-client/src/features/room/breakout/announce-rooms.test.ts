// What is said aloud about rooms: each thing once, and to those whom it concerns.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { translator } from '../../../i18n/translate';
import { ReportsSchema, RoomRole, RoundState } from '../../../protocol/convene/v1/breakout_pb';
import { ANA, channel, line, ME, view } from '../../../testing/builders';
import {
  myRoom,
  openRound,
  outcome,
  results,
  room,
  roomChannel,
  round,
} from '../../../testing/rounds';
import { moveWords, newLines } from '../announce';

const t = translator('en');
const said = (before: ReturnType<typeof view>, after: ReturnType<typeof view>) =>
  moveWords(before, after, 'en', t);
const inRoom = (more: object = {}, open: object = {}) =>
  view({ openRound: openRound(open), myRoom: myRoom(room(7, [ME, ANA], more)) });

test('going to a room, to another one, and back is said', () => {
  const eight = view({ openRound: openRound(), myRoom: myRoom(room(8, [ME])) });
  expect(said(view(), inRoom())).toEqual(['You are in Room 7 now, with 1 other person']);
  expect(said(inRoom(), eight)).toEqual(['You are in Room 8 now, with nobody else yet']);
  expect(said(inRoom(), view())).toEqual(['You are back in the plenary']);
  expect(said(inRoom(), inRoom())).toEqual([]);
});

test('what is told to all rooms, the close, and who comes to help are said once', () => {
  const told = { text: { en: 'Two more minutes' }, atMs: 5n };
  expect(said(inRoom(), inRoom({}, { told }))).toEqual(['To all rooms: Two more minutes']);
  expect(said(inRoom({}, { told }), inRoom({}, { told }))).toEqual([]);
  expect(said(inRoom(), inRoom({ told }))).toEqual(['To this room: Two more minutes']);
  const closing = { state: RoundState.CLOSING };
  expect(said(inRoom(), inRoom({}, closing))).toEqual(['The rooms close soon']);
  const help = { personId: ME, atMs: 1n, claimedById: ANA };
  expect(said(inRoom(), inRoom({ help }))).toEqual(['Ana Ruiz is coming to help']);
});

test('what one sees to and to which step the room goes is said, and who has to listen', () => {
  const steps = [
    { title: { en: 'Present' }, minutes: 5 },
    { title: { en: 'Clarify' }, minutes: 4, silent: RoomRole.PRESENTER },
  ];
  const roles = [{ role: RoomRole.PRESENTER, personId: ME }];
  const at = (step: number, more: object = {}) => inRoom({ step, ...more }, { steps });
  expect(said(at(1), at(1, { roles }))).toEqual(['You present.']);
  expect(said(at(1, { roles }), at(2, { roles }))).toEqual([
    'Step 2 of 2: Clarify',
    'You listen in this step: the others talk and write.',
  ]);
  expect(said(at(2, { roles }), at(2))).toEqual([]);
});

test('turns of reports are said once, politely to all but the one whose turn it is', () => {
  const at = (now: number) => {
    const turns = [{ room: 5, reporterId: ANA }, { room: 7, reporterId: ME }, { room: 8 }];
    return view({ reports: create(ReportsSchema, { roundId: 'rd_1', turns, now }) });
  };
  expect(said(view(), at(1))).toEqual(['Room 5 reports: Ana Ruiz']);
  expect(said(at(1), at(1))).toEqual([]);
  expect(said(at(1), at(2))).toEqual([]);
  expect(said(at(2), at(3))).toEqual(['Room 8 reports']);
  expect(said(at(3), view())).toEqual(['The reports are over']);
});

test('that there is something to read from the rooms is said when it comes', () => {
  const after = view({ results: [results('rd_1', [])] });
  expect(said(view(), after)).toEqual(['You can read what the rooms brought back']);
  expect(said(after, view({ results: [results('rd_1', [outcome(1, 'More')])] }))).toEqual([]);
});

test('facilitators hear of a room that asks for help, once', () => {
  const calm = view({
    rounds: [round('rd_1', { state: RoundState.OPEN, rooms: [room(3, [ME])] })],
  });
  const help = { help: { personId: ME, atMs: 1n } };
  const asks = view({
    rounds: [round('rd_1', { state: RoundState.OPEN, rooms: [room(3, [ME], help)] })],
  });
  expect(said(calm, asks)).toEqual(['Room 3 asks for help']);
  expect(said(asks, asks)).toEqual([]);
});

test('of rooms one hears the lines of one’s own, from when one came', () => {
  const mine = { openRound: openRound(), myRoom: myRoom(room(7, [ME])) };
  const ids = (before: ReturnType<typeof view>, after: ReturnType<typeof view>) =>
    newLines(before, after).map(({ id }) => id);
  const seven = (...lines: string[]) =>
    roomChannel(
      7,
      lines.map((id) => line(id, { channelId: 'ch_7' })),
    );
  const eight = roomChannel(8, [line('ln_8', { channelId: 'ch_8' })]);
  const arrived = view({ ...mine, channels: [channel(), seven('ln_1')] });
  expect(ids(view(), arrived)).toEqual([]);
  const later = view({ ...mine, channels: [channel(), seven('ln_1', 'ln_2'), eight] });
  expect(ids(arrived, later)).toEqual(['ln_2']);
});
