// The announcer speaks at most every four seconds, and forgets nothing.
import { beforeEach, expect, test, vi } from 'vitest';
import { realClock } from '../lib/clock';
import { ANNOUNCE_MS_MIN, Throttle } from './announcer';

beforeEach(() => void vi.useFakeTimers());

test('what comes in a burst is said together, when four seconds have passed', () => {
  const said: number[][] = [];
  const throttle = new Throttle<number>(realClock, (all) => said.push(all));
  throttle.add(1);
  vi.advanceTimersByTime(0);
  expect(said).toEqual([[1]]);
  for (const item of [2, 3, 4]) throttle.add(item);
  vi.advanceTimersByTime(ANNOUNCE_MS_MIN - 1);
  expect(said).toEqual([[1]]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual([[1], [2, 3, 4]]);
});
