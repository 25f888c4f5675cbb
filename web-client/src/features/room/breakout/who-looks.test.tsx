// What people in a room see of the facilitators: who looks in, who helps, what they said.
import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { FAY, inRoom, seven } from '../../../testing/in-room';
import { enterRoom } from '../../../testing/room-bench';
import { myRoom } from '../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

test('who looks in is said with their names, and who takes care of the room', async () => {
  const bench = await enterRoom(inRoom({ facilitatorId: FAY }));
  const looking = await screen.findByTestId('looking');
  expect(looking.textContent).toBe('');
  expect(screen.getByText('Fay Host takes care of this room.')).toBeTruthy();
  bench.change({ case: 'myRoom', value: myRoom(seven({ lookingIds: [FAY] })) });
  expect(looking.textContent).toBe('Fay Host is looking in.');
  expect(looking.getAttribute('role')).toBe('status');
  expect(screen.getByText('Facilitators can see this room.')).toBeTruthy();
});

test('in a candid round facilitators see only while they look in, and that nobody does', async () => {
  await enterRoom(inRoom({}, { candid: true }));
  expect((await screen.findByTestId('looking')).textContent).toBe('Nobody is looking in now.');
  expect(screen.getByText(/only while they look in; you see who does/)).toBeTruthy();
  expect(screen.queryByText('Facilitators can see this room.')).toBeNull();
  expect(
    screen.getByText('Everyone in Room 7 sees this, and facilitators only while they look in.'),
  ).toBeTruthy();
});

test('what facilitators told all rooms is shown in the language of the reader', async () => {
  const told = { text: { en: 'Choose a reporter', es: '' }, atMs: 1n, byId: FAY };
  await enterRoom(inRoom({}, { told }));
  expect((await screen.findByTestId('told')).textContent).toMatch(/Fay Host.*Choose a reporter/);
});

test('what was told to this room alone is shown while it is the newer', async () => {
  const told = { text: { en: 'To all' }, atMs: 5n, byId: FAY };
  const here = (atMs: bigint) => ({ told: { text: { en: 'To you' }, atMs, byId: FAY } });
  const bench = await enterRoom(inRoom(here(6n), { told }));
  expect((await screen.findByTestId('told')).textContent).toMatch(/^To this room.*To you$/);
  bench.change({ case: 'myRoom', value: myRoom(seven(here(4n))) });
  expect(screen.getByTestId('told').textContent).toMatch(/^To all rooms.*To all$/);
});
