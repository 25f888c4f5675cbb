// What is said about the time of rooms.
import { expect, test } from 'vitest';
import type { Warning } from './room-time';
import { minutesLeft, secondsLeft, warningOf } from './room-time';

const MIN = 60_000;

test.each<[string, number, number, Warning | undefined]>([
  ['nothing at the beginning', 20 * MIN, 0, undefined],
  ['nothing a moment before the half', 20 * MIN, 10 * MIN - 1, undefined],
  ['the half', 20 * MIN, 10 * MIN, 'half'],
  ['two minutes', 20 * MIN, 18 * MIN, 'two'],
  ['thirty seconds', 20 * MIN, 19.5 * MIN, 'thirty'],
  ['nothing after the end', 20 * MIN, 20 * MIN, undefined],
  ['no half of a short time', 4 * MIN, 2 * MIN, 'two'],
  ['nothing of a time without end', 0, 10 * MIN, undefined],
])('%s', (_, endsAtMs, nowMs, expected) => {
  expect(warningOf(0, endsAtMs, nowMs)).toBe(expected);
});

test('who gives more time takes a warning back', () => {
  expect(warningOf(0, 20 * MIN, 19 * MIN)).toBe('two');
  expect(warningOf(0, 30 * MIN, 19 * MIN)).toBe('half');
});

test.each([
  [20 * MIN, 19 * MIN, 60, 1],
  [20 * MIN + 400, 0, 1200, 20],
  [20 * MIN, 19 * MIN - 1000, 61, 2],
  [20 * MIN, 21 * MIN, 0, 0],
])('ending at %i, at %i ms: %i s, which are %i min', (endsAtMs, nowMs, seconds, minutes) => {
  expect(secondsLeft(endsAtMs, nowMs)).toBe(seconds);
  expect(minutesLeft(endsAtMs, nowMs)).toBe(minutes);
});
