// Facilitators look into rooms: those who are there see it, and it ends when they look elsewhere.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ANA, item, line, welcome } from '../../../testing/builders';
import { atTheWall, facilitating, LEE, running, TOM } from '../../../testing/facilitator-bench';
import { enterRoom } from '../../../testing/room-bench';
import { room, roomChannel } from '../../../testing/rounds';
import { turnNarrow } from '../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

type Bench = Awaited<ReturnType<typeof atTheWall>>;

const rooms = [room(1, [ANA]), room(2, [TOM]), room(3, [LEE])];
/** All that was said about looking in: the rooms, each time. */
const looks = ({ commands }: Bench) =>
  commands.flatMap((body) => (body.case === 'lookIntoRooms' ? [body.value.rooms] : []));

async function choose({ user }: Bench, ...numbers: number[]) {
  for (const number of numbers) {
    await user.click(screen.getByRole('checkbox', { name: `Choose Room ${number}` }));
  }
}

async function lookingIntoTwo(shown = running(rooms)) {
  const bench = await atTheWall(shown);
  await choose(bench, 1, 3);
  await bench.user.click(screen.getByRole('button', { name: 'Look into these' }));
  await screen.findByRole('region', { name: 'The rooms that you look into' });
  const input = screen.getByRole('textbox', { name: 'Write to Room 1' });
  await vi.waitFor(() => expect(document.activeElement).toBe(input));
  return bench;
}

test('looking in is said, and so is leaving', async () => {
  const bench = await atTheWall(running(rooms));
  await bench.user.click(screen.getByRole('button', { name: 'Look in: Room 2' }));
  expect(looks(bench)).toEqual([[2]]);
  expect(bench.last).toMatchObject({ value: { roundId: 'rd_1' } });
  await bench.user.click(screen.getByRole('button', { name: 'Look in: Room 3' }));
  expect(looks(bench)).toEqual([[2], [3]]);
  await bench.user.keyboard('{Escape}');
  expect(looks(bench)).toEqual([[2], [3], []]);
});

test('whoever goes to another conversation looks in no more', async () => {
  const bench = await atTheWall(running(rooms));
  await bench.user.click(screen.getByRole('button', { name: 'Look in: Room 2' }));
  await bench.user.click(screen.getByRole('tab', { name: 'Plenary' }));
  expect(looks(bench)).toEqual([[2], []]);
  await bench.user.click(screen.getByRole('tab', { name: 'Room 2' }));
  await bench.user.click(screen.getByRole('tab', { name: 'People' }));
  expect(looks(bench)).toEqual([[2], [], [2], []]);
});

test('several rooms stand side by side, each with its own input, and Escape leads back', async () => {
  const bench = await lookingIntoTwo();
  expect(looks(bench)).toEqual([[1, 3]]);
  const third = within(screen.getByRole('region', { name: 'Room 3' }));
  await bench.user.type(third.getByRole('textbox', { name: 'Write to Room 3' }), 'Hi{Enter}');
  expect(bench.last).toMatchObject({
    value: { text: 'Hi', to: { case: 'room', value: { roundId: 'rd_1', room: 3 } } },
  });
  await bench.user.keyboard('{Escape}');
  expect(looks(bench)).toEqual([[1, 3], []]);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Look in: Room 1' }));
});

test('more than four are not looked into at once', async () => {
  const many = [1, 2, 3, 4, 5].map((number) => room(number, [ANA]));
  const bench = await atTheWall(running(many));
  await choose(bench, 1, 2, 3, 4);
  expect(screen.getByRole('button', { name: 'Look into these' })).toBeTruthy();
  await choose(bench, 5);
  expect(screen.queryByRole('button', { name: 'Look into these' })).toBeNull();
});

test('on a phone several rooms are tabs, and another width changes nothing', async () => {
  const bench = await lookingIntoTwo();
  turnNarrow();
  await screen.findByText(/^You look into Room 1\./);
  await bench.user.click(screen.getByRole('tab', { name: 'Room 3' }));
  expect(screen.getByText(/^You look into Room 3\./)).toBeTruthy();
  expect(looks(bench)).toEqual([[1, 3]]);
  await bench.user.click(screen.getByRole('button', { name: 'Back to all rooms' }));
  expect(looks(bench)).toEqual([[1, 3], []]);
});

test('in a candid round the conversation comes when those in the room have seen it', async () => {
  const shown = running(rooms, { candid: true });
  const bench = await atTheWall({ ...shown, channels: shown.channels.slice(0, 1) });
  await bench.user.click(screen.getByRole('button', { name: 'Look in: Room 2' }));
  expect(screen.getByText(/^What is said here comes as soon as/)).toBeTruthy();
  expect(looks(bench)).toEqual([[2]]);
  const said = line('ln_1', { channelId: 'ch_2', text: 'Between us' });
  bench.change({ case: 'channelSet', value: roomChannel(2, [said]) });
  expect(screen.getByText('Between us')).toBeTruthy();
  await bench.user.keyboard('{Escape}');
  bench.change({ case: 'channelGone', value: 'ch_2' });
  expect(screen.queryByText('Between us')).toBeNull();
  expect(looks(bench)).toEqual([[2], []]);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('when the rooms have closed there is nothing to take back', async () => {
  const bench = await atTheWall(running(rooms));
  await bench.user.click(screen.getByRole('button', { name: 'Look in: Room 2' }));
  bench.change({ case: 'view', value: facilitating() });
  expect(looks(bench)).toEqual([[2]]);
});

test('on a new connection it is said once more', async () => {
  const bench = await atTheWall(running(rooms));
  await bench.user.click(screen.getByRole('button', { name: 'Look in: Room 2' }));
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  await act(async () => {
    bench.bench.sockets.last.drop();
    await bench.bench.comeBack();
  });
  // Of this connection alone.
  expect(looks(bench)).toEqual([]);
  bench.receive(welcome({ view: running(rooms) }));
  expect(looks(bench)).toEqual([[2]]);
});

test('a participant looks into nothing', async () => {
  const bench = await enterRoom();
  expect(bench.commands).toEqual([]);
});
