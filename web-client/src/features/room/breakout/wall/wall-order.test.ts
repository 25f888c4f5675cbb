// Which rooms need somebody first, and how they stand.
import { expect, test } from 'vitest';
import { ANA, line, ME } from '../../../../testing/builders';
import { room, roomChannel } from '../../../../testing/rounds';
import { inOldOrder, inOrder, SILENT_MS, wallRooms } from './wall-order';

const OPENED = 1_000_000;
const TOM = 'per_tom';
const here = new Set([ME, ANA]);
const said = (number: number, atMs: number) =>
  roomChannel(number, [line(`ln_${number}`, { channelId: `ch_${number}`, atMs: BigInt(atMs) })]);

function stand(rooms: Parameters<typeof wallRooms>[0], afterMs = 60_000, channels = [said(1, 1)]) {
  return wallRooms(rooms, { channels, here, openedAtMs: OPENED, nowMs: OPENED + afterMs });
}

test.each([
  ['who asks for help', room(1, [ME, ANA], { help: { personId: ME, atMs: 1n } }), 'help'],
  [
    'who is being helped',
    room(1, [ME, ANA], { help: { personId: ME, atMs: 1n, claimedById: TOM } }),
    'taken',
  ],
  ['who is alone', room(1, [ME, TOM]), 'alone'],
  ['a room where nobody is', room(1, [TOM]), 'nobody'],
  ['a room that nobody was put into', room(1, []), undefined],
  ['two who talk', room(1, [ME, ANA]), undefined],
])('%s', (_, one, need) => {
  expect(stand([one])[0]?.need).toBe(need);
});

test('silence counts from the last line, or from the opening', () => {
  const two = [room(1, [ME, ANA])];
  expect(stand(two, SILENT_MS - 1)[0]?.need).toBeUndefined();
  expect(stand(two, SILENT_MS)[0]).toMatchObject({ need: 'silent', quietMs: SILENT_MS });
  const spoke = [said(1, OPENED + 60_000)];
  expect(stand(two, SILENT_MS, spoke)[0]).toMatchObject({ need: undefined, here: 2, placed: 2 });
  expect(stand(two, SILENT_MS + 60_000, spoke)[0]?.need).toBe('silent');
});

test('a room whose conversation is not to be seen is not called silent', () => {
  expect(stand([room(1, [ME, ANA])], 2 * SILENT_MS, [])[0]).toMatchObject({ quietMs: 0 });
});

test('closed rooms need nobody, and come last', () => {
  const order = inOrder(stand([room(1, [TOM], { closed: true }), room(2, [ME, ANA])]));
  expect(order.map(({ room: one, need }) => [one.number, need])).toEqual([
    [2, undefined],
    [1, undefined],
  ]);
});

const many = [
  room(1, [ME, ANA]),
  room(2, [TOM]),
  room(3, [ME, TOM]),
  room(4, [ME, ANA], { help: { personId: ME, atMs: 9n } }),
  room(5, [ME, ANA], { help: { personId: ME, atMs: 5n, claimedById: TOM } }),
  room(6, [ME, ANA], { help: { personId: ME, atMs: 2n } }),
];

test('help comes first, the longest wait before others; then the lonely; the rest by number', () => {
  const order = inOrder(stand(many)).map(({ room: one }) => one.number);
  expect(order).toEqual([6, 4, 3, 5, 2, 1]);
});

test('while somebody is at the wall nothing changes its place; what is new comes last', () => {
  const order = inOldOrder(stand([...many, room(7, [ME])]), [1, 2, 3, 4, 5, 6]);
  expect(order.map(({ room: one }) => one.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});
