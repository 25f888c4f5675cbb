// The order in which rooms report, and whose turn it is.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { ReportsSchema } from '../../../../protocol/convene/v1/breakout_pb';
import { moved, TURNS_MAX, toggled, turnEndsMs, turnOf } from './report-order';

test.each([
  [5, -1, [5, 7, 1]],
  [7, -1, [7, 5, 1]],
  [7, 1, [5, 1, 7]],
  [1, 1, [5, 7, 1]],
  [9, 1, [5, 7, 1]],
] as const)('room %i moved by %i', (room, by, expected) => {
  expect(moved([5, 7, 1], room, by)).toEqual(expected);
});

test('a room is added at the end or taken out, and no more than fit', () => {
  expect(toggled([5], 7)).toEqual([5, 7]);
  expect(toggled([5, 7], 5)).toEqual([7]);
  const full = Array.from({ length: TURNS_MAX }, (_, index) => index + 1);
  expect(toggled(full, 500)).toBe(full);
});

test('whose turn it is, and until when; before the first it is nobody’s', () => {
  const reports = (now: number) =>
    create(ReportsSchema, {
      turns: [{ room: 5 }, { room: 7 }],
      now,
      seconds: 30,
      startedAtMs: 10n,
    });
  expect(turnOf(reports(2))?.room).toBe(7);
  expect(turnOf(reports(0))).toBeUndefined();
  expect(turnOf(undefined)).toBeUndefined();
  expect(turnEndsMs(reports(1))).toBe(30_010);
});
