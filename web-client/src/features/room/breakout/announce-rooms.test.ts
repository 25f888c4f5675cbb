// What is said aloud about rooms: each thing once, and to those whom it concerns.
import { expect, test } from 'vitest';
import { translator } from '../../../i18n/translate';
import { RoundState } from '../../../protocol/convene/v1/breakout_pb';
import { ANA, channel, line, ME, view } from '../../../testing/builders';
import { myRoom, openRound, room, roomChannel, round } from '../../../testing/rounds';
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
  const closing = { state: RoundState.CLOSING };
  expect(said(inRoom(), inRoom({}, closing))).toEqual(['The rooms close soon']);
  const help = { personId: ME, atMs: 1n, claimedById: ANA };
  expect(said(inRoom(), inRoom({ help }))).toEqual(['Ana Ruiz is coming to help']);
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
