// What people in a room see and hear of its time.
import { act, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { PlacementWhy, RoundState } from '../../../protocol/convene/v1/breakout_pb';
import { ME } from '../../../testing/builders';
import { inRoom, seven } from '../../../testing/in-room';
import { enterRoom } from '../../../testing/room-bench';
import { myRoom, openRound } from '../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

test('time is told by the minute, with words at the half, at two minutes, at thirty seconds', async () => {
  await enterRoom(inRoom());
  const warning = await screen.findByTestId('room-warning');
  expect(warning.textContent).toBe('');
  for (const [minutes, words] of [
    [10.05, 'Half of the time is over.'],
    [7.87, 'Two minutes left.'],
    [1.35, 'Thirty seconds left.'],
  ] as const) {
    await act(() => vi.advanceTimersByTimeAsync(minutes * 60_000));
    expect(screen.getByTestId('room-warning').textContent).toBe(words);
    await act(() => vi.advanceTimersByTimeAsync(9000));
    expect(screen.getByTestId('room-warning').textContent).toBe('');
  }
});

test('who gives more time, or stops the clock, is heard, and no warning comes of it', async () => {
  const bench = await enterRoom(inRoom());
  const warning = await screen.findByTestId('room-warning');
  const nowMs = Date.now();
  const ends = (minutes: number, pausedAtMs = 0) =>
    bench.change({
      case: 'openRound',
      value: openRound({
        openedAtMs: BigInt(nowMs),
        endsAtMs: BigInt(nowMs + minutes * 60_000),
        pausedAtMs: BigInt(pausedAtMs),
      }),
    });
  ends(30);
  expect(warning.textContent).toBe('The end was moved: 30 minutes left.');
  ends(30, nowMs + 1000);
  expect(warning.textContent).toBe('The clock stands still now.');
  await act(() => vi.advanceTimersByTimeAsync(29 * 60_000));
  expect(warning.textContent).toBe('');
  expect(screen.getByTestId('room-time').textContent).toBe(
    'The clock stands still: 30 minutes left',
  );
  ends(60);
  expect(warning.textContent).toBe('The clock goes on.');
});

test('a room with an end of its own goes by that, and says so alone', async () => {
  const endsAtMs = BigInt(Date.now() + 5 * 60_000);
  await enterRoom(inRoom({ endsAtMs }));
  expect((await screen.findByTestId('room-time')).textContent).toBe('5 minutes left');
  await act(() => vi.advanceTimersByTimeAsync(4.1 * 60_000));
  expect(screen.getByTestId('rooms-closing').textContent).toMatch(/^This room closes in \d+ s$/);
});

test('that everyone goes on is said before, and to hosts that they stay', async () => {
  const rotatesAtMs = BigInt(Date.now() + 4 * 60_000);
  const bench = await enterRoom(inRoom({}, { rotatesAtMs }));
  const rotation = await screen.findByTestId('rotation');
  expect(rotation.textContent).toMatch(/^In 4 min everyone goes on to the next room\./);
  const places = [{ personId: ME, why: PlacementWhy.HOST }];
  bench.change({ case: 'myRoom', value: myRoom(seven({ places })) });
  expect(rotation.textContent).toMatch(/You stay\./);
  await act(() => vi.advanceTimersByTimeAsync(3.1 * 60_000));
  expect(rotation.textContent).toMatch(/Finish your thought\./);
});

test('a close is announced calmly, with the seconds for eyes alone', async () => {
  const bench = await enterRoom(inRoom());
  await screen.findByRole('heading', { name: 'Room 7' });
  expect(screen.queryByTestId('rooms-closing')).toBeNull();
  const endsAtMs = BigInt(Date.now() + 42_000);
  bench.change({ case: 'openRound', value: openRound({ state: RoundState.CLOSING, endsAtMs }) });
  expect(screen.getByTestId('rooms-closing').textContent).toBe('The rooms close in 42 s');
  expect(screen.getByTestId('rooms-closing').getAttribute('aria-hidden')).toBe('true');
  expect(screen.getByText(/What you are writing is kept/)).toBeTruthy();
});

test('with another round to follow, the notice says that the next rooms open at once', async () => {
  await enterRoom(inRoom({}, { state: RoundState.CLOSING, hasNext: true }));
  expect(await screen.findByText(/^Then the next rooms open at once/)).toBeTruthy();
});
