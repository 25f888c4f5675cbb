// Rooms that people choose themselves, and what those see who have none.
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ANA, ME, person, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';
import { myRoom, openRound, room } from '../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const people = [person(ME, 'Rosa Delgado'), person(ANA, 'Ana Ruiz')];

test('rooms that people choose are a list with who fits', async () => {
  const choices = [
    { number: 1, name: { en: 'Reading' }, peopleCount: 3 },
    { number: 2, peopleCount: 6, full: true },
  ];
  const bench = await enterRoom(view({ people, openRound: openRound({ choices }) }));
  await screen.findByRole('heading', { name: 'Choose your room' });
  const full = screen.getByRole<HTMLInputElement>('radio', { name: 'Room 2 6 people · full' });
  expect(full.disabled).toBe(true);
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
