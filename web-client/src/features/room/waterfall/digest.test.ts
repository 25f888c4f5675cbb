// The digest: from how many lines on it comes, and which of them it shows.
import { expect, test } from 'vitest';
import { Withdrawn } from '../../../protocol/convene/v1/chat_pb';
import { WaterfallState } from '../../../protocol/convene/v1/waterfall_pb';
import { ANA, line, ME } from '../../../testing/builders';
import { waterfall } from '../../../testing/talk';
import { isDigested, linesLastMinute, recentLines, sampleOf } from './digest';

const NOW_MS = 1_000_000;
const lines = (count: number, fromMs = NOW_MS - 1000) =>
  Array.from({ length: count }, (_, at) =>
    line(`ln_${at}`, { atMs: BigInt(fromMs + at), authorId: 'per_b' }),
  );
const FACTS = {
  meId: ME,
  mineIds: new Set(['ln_mine']),
  pinnedIds: new Set(['ln_pinned']),
  facilitatorIds: new Set(['per_fay']),
};
const ids = (all: ReturnType<typeof lines>) => all.map(({ id }) => id);

test.each([
  [301, 0, false, true],
  [300, 0, false, false],
  [11, 10, false, true],
  // Once on, it stays until it has become quiet.
  [151, 0, true, true],
  [150, 0, true, false],
])('%d lines with %d in the rules, on before: %s', (count, above, before, on) => {
  expect(isDigested(count, above, before)).toBe(on);
});

test('only the last minute counts', () => {
  const all = [...lines(5, NOW_MS - 61_000), ...lines(3, NOW_MS - 59_000)];
  expect(recentLines(all, NOW_MS)).toHaveLength(3);
  expect(linesLastMinute({ lines: all, hasEarlier: true }, undefined, NOW_MS)).toBe(3);
});

test.each([
  [WaterfallState.RELEASED, NOW_MS - 500, 212],
  [WaterfallState.RELEASED, NOW_MS - 70_000, 100],
  [WaterfallState.CANCELLED, NOW_MS - 500, 100],
])(
  'whoever comes after a release (state %d at %d) knows how many there were',
  (state, at, count) => {
    const fallen = waterfall({ state, released: 212, endedAtMs: BigInt(at) });
    const held = { lines: lines(100), hasEarlier: true };
    expect(linesLastMinute(held, fallen, NOW_MS)).toBe(count);
  },
);

test('the sample is spread evenly, in the order of the lines', () => {
  expect(ids(sampleOf(lines(80), FACTS))).toEqual(
    [5, 15, 25, 35, 45, 55, 65, 75].map((at) => `ln_${at}`),
  );
  expect(sampleOf(lines(3), FACTS)).toHaveLength(3);
});

test('what concerns me is always in it: mentions, answers, pins, facilitators', () => {
  const due = [
    line('ln_pinned', { authorId: 'per_b' }),
    line('ln_mention', { mentionIds: [ME] }),
    line('ln_answer', { replyToId: 'ln_mine' }),
    line('ln_team', { authorId: 'per_fay' }),
  ];
  const sample = sampleOf([...due, ...lines(80)], FACTS);
  expect(ids(sample).slice(0, 4)).toEqual(ids(due));
  expect(sample).toHaveLength(8);
});

test('too much of it: mentions of me before what facilitators say, the newest first', () => {
  const team = Array.from({ length: 9 }, (_, at) => line(`ln_t${at}`, { authorId: 'per_fay' }));
  const sample = sampleOf([line('ln_mention', { mentionIds: [ME] }), ...team], FACTS);
  expect(ids(sample)).toEqual(['ln_mention', ...ids(team).slice(2)]);
});

test('what was withdrawn is in no sample', () => {
  const gone = line('ln_gone', { withdrawn: Withdrawn.BY_AUTHOR, mentionIds: [ME], authorId: ANA });
  expect(sampleOf([gone, ...lines(2)], FACTS)).toHaveLength(2);
});
