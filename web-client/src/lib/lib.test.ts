// The small helpers, each as a table.
import { expect, test } from 'vitest';
import { fullJitterMs, halfJitterMs } from './backoff';
import { matchPath } from './match-path';
import { ownPath } from './navigation';
import { initials, TONES, tone } from './person-look';

const BACKOFF = { baseMs: 500, maxMs: 15_000 };

test.each([
  [0, 1, 500],
  [1, 1, 1000],
  [4, 1, 8000],
  [5, 1, 15_000],
  [500, 1, 15_000],
  [3, 0, 0],
  [3, 0.5, 2000],
])('attempt %i with chance %f waits %i ms', (attempt, random, expected) => {
  expect(fullJitterMs(BACKOFF, attempt, random)).toBe(expected);
});

test('half of the wait may be sure', () => {
  expect(halfJitterMs(BACKOFF, 1, 0)).toBe(500);
  expect(halfJitterMs(BACKOFF, 1, 1)).toBe(1000);
});

test.each([
  ['/s/:id', '/s/ses_1', { id: 'ses_1' }],
  ['/s/:id', '/s/ses_1/', { id: 'ses_1' }],
  ['/s/:id', '/s/ses_1/replay', undefined],
  ['/s/:id/replay', '/s/ses_1/replay', { id: 'ses_1' }],
  ['/', '/', {}],
  ['/join/:code', '/join/A%20B', { code: 'A B' }],
  ['/join/:code', '/join/%', { code: '%' }],
])('%s against %s', (pattern, path, expected) => {
  expect(matchPath(pattern, path)).toEqual(expected);
});

test.each([
  ['/sessions/new', '/sessions/new'],
  ['//elsewhere.example', '/home'],
  ['/\\elsewhere.example', '/home'],
  ['https://elsewhere.example', '/home'],
  [null, '/home'],
])('the way back from %s leads to %s', (path, expected) => {
  expect(ownPath(path, '/home')).toBe(expected);
});

test.each([
  ['Rosa María Delgado', 'RD'],
  ['rosa', 'R'],
  ['“Ángel” (he) Ruiz', 'ÁR'],
  ['', ''],
])('the initials of %s are %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test('a person keeps their colour', () => {
  expect(tone('per_1')).toBe(tone('per_1'));
  const tones = new Set(Array.from({ length: 200 }, (_, index) => tone(`per_${index}`)));
  expect(tones.size).toBe(TONES);
});
