// Rooms that people choose themselves, and what those see who have none.
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { ANA, item, ME, person, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';
import { myRoom, openRound, room } from '../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const people = [person(ME, 'Rosa Delgado'), person(ANA, 'Ana Ruiz')];

test('rooms that people choose are a list with who fits', async () => {
  const choices = [
    { number: 1, name: { en: 'Reading' }, peopleCount: 3 },
    { number: 2, peopleCount: 6, full: true, waitingCount: 2 },
  ];
  const bench = await enterRoom(view({ people, openRound: openRound({ choices }) }));
  await screen.findByRole('heading', { name: 'Choose your room' });
  expect(screen.getByTestId('room-prompt').textContent).toBe('What surprised you?');
  expect(screen.getByText('20 minutes left')).toBeTruthy();
  expect(screen.getByRole('radio', { name: 'Room 2 6 people · full · 2 wait' })).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Go to this room' }));
  expect(screen.getByRole('alert').textContent).toBe('Choose one of the rooms first.');
  await bench.user.click(
    screen.getByRole('radio', { name: 'Reading 3 people · there is a place' }),
  );
  await bench.user.click(screen.getByRole('button', { name: 'Go to this room' }));
  expect(bench.last).toMatchObject({ case: 'chooseRoom', value: { roundId: 'rd_1', room: 1 } });
});

test('who has no room is told so', async () => {
  await enterRoom(view({ people, openRound: openRound() }));
  expect(await screen.findByText('People are in rooms now')).toBeTruthy();
});

test('whoever is in a room that they chose can choose another one', async () => {
  const choices = [
    { number: 1, peopleCount: 2 },
    { number: 2, peopleCount: 1 },
  ];
  const open = openRound({ choices });
  const mine = myRoom(room(1, [ME, ANA]));
  const bench = await enterRoom(view({ people, openRound: open, myRoom: mine }));
  await bench.user.click(await screen.findByText('Choose another room'));
  const here = screen.getByRole<HTMLInputElement>('radio', { name: /^Room 1/ });
  expect(here.disabled).toBe(true);
  await bench.user.click(screen.getByRole('radio', { name: /^Room 2/ }));
  await bench.user.click(screen.getByRole('button', { name: 'Go to this room' }));
  expect(bench.last).toMatchObject({ case: 'chooseRoom', value: { room: 2 } });
});

const twoFull = (waitingCount = 0) => [
  { number: 1, peopleCount: 1 },
  { number: 2, peopleCount: 6, full: true, waitingCount },
];
const choosing = (waitingCount: number) =>
  ({ case: 'openRound', value: openRound({ choices: twoFull(waitingCount) }) }) as const;

async function waitsForTwo() {
  const bench = await enterRoom(view({ people, openRound: openRound({ choices: twoFull() }) }));
  await bench.user.click(await screen.findByRole('radio', { name: /^Room 2/ }));
  await bench.user.click(screen.getByRole('button', { name: 'Wait for a seat there' }));
  expect(bench.last).toMatchObject({ case: 'chooseRoom', value: { roundId: 'rd_1', room: 2 } });
  bench.change(choosing(1));
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  return bench;
}
const WAITS = 'You wait for a seat in Room 2. You go there as soon as there is one.';
const seat = () => screen.getByTestId('seat').textContent;

test('whoever chooses a full room waits for a seat, until they have it', async () => {
  const bench = await waitsForTwo();
  expect(seat()).toBe(WAITS);
  expect(screen.getByTestId('seat').getAttribute('role')).toBe('status');
  const again = screen.getByRole('button', { name: 'Wait for a seat there' });
  expect(again.getAttribute('aria-disabled')).toBe('true');
  bench.change({ case: 'myRoom', value: myRoom(room(1, [ME])) });
  expect(seat()).toBe(WAITS);
  bench.change({ case: 'myRoom', value: myRoom(room(2, [ME])) });
  expect(seat()).toBe('');
  bench.change({ case: 'myRoom', value: myRoom(room(1, [ME])) });
  expect(seat()).toBe('');
});

test('whoever waits can give up, and says nothing when the server counts nobody', async () => {
  const bench = await waitsForTwo();
  bench.change(choosing(0));
  expect(seat()).toBe('');
  bench.change(choosing(1));
  await bench.user.click(screen.getByRole('button', { name: 'Wait no longer' }));
  expect(bench.last).toMatchObject({ case: 'chooseRoom', value: { room: 0 } });
  bench.receive(item({ case: 'ack', value: { n: 2n } }));
  expect(seat()).toBe('');
});

test('a choice that is refused says why, and nobody waits', async () => {
  const bench = await enterRoom(view({ people, openRound: openRound({ choices: twoFull(3) }) }));
  await bench.user.click(await screen.findByRole('radio', { name: /^Room 2/ }));
  await bench.user.click(screen.getByRole('button', { name: 'Wait for a seat there' }));
  expect(seat()).toBe('');
  bench.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.ROUND_STATE } }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(seat()).toBe('');
});
