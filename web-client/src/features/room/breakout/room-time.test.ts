// What is said about the time of rooms.
import { expect, test } from 'vitest';
import { RoundState } from '../../../protocol/convene/v1/breakout_pb';
import { openRound, room } from '../../../testing/rounds';
import type { TimeNews, TimeSeen, Warning } from './room-time';
import { endOf, isClosing, minutesLeft, secondsLeft, timeNews, warningOf } from './room-time';

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

const seen = (more: Partial<TimeSeen> = {}): TimeSeen => ({
  endsAtMs: 20 * MIN,
  paused: false,
  closing: false,
  warning: 'half',
  ...more,
});

test.each<[string, Partial<TimeSeen>, Partial<TimeSeen>, TimeNews | undefined]>([
  ['nothing when nothing is new', {}, {}, undefined],
  ['the first moment', { warning: undefined }, {}, 'half'],
  ['a later moment', {}, { warning: 'two' }, 'two'],
  ['that the end was moved, and no moment', {}, { endsAtMs: 30 * MIN, warning: 'two' }, 'moved'],
  ['that there is no end', {}, { endsAtMs: 0 }, 'unbound'],
  ['that the clock stands still', {}, { paused: true }, 'paused'],
  ['that it goes on, with the end moved', { paused: true }, { endsAtMs: 25 * MIN }, 'goesOn'],
  ['no moment again', { warning: 'two' }, { warning: 'half' }, undefined],
  ['nothing while they close', {}, { closing: true, warning: 'thirty' }, undefined],
])('of the time is said: %s', (_, before, after, expected) => {
  expect(timeNews(seen(before), seen(after))).toBe(expected);
});

test('the own end of a room goes before that of the round', () => {
  const round = openRound({ endsAtMs: 5000n });
  expect(endOf(round, room(7, []))).toBe(5000);
  expect(endOf(round, room(7, [], { endsAtMs: 9000n }))).toBe(9000);
  expect(endOf(undefined, undefined)).toBe(0);
});

test('rooms close together, or one by its own end, a minute before', () => {
  const open = openRound();
  const closing = openRound({ state: RoundState.CLOSING });
  const own = room(7, [], { endsAtMs: BigInt(10 * MIN) });
  expect(isClosing(open, room(7, []), 0)).toBe(false);
  expect(isClosing(closing, room(7, []), 0)).toBe(true);
  expect(isClosing(closing, own, 8 * MIN)).toBe(false);
  expect(isClosing(open, own, 9 * MIN)).toBe(true);
});
