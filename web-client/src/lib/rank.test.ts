// Places in an order: always between, never too long, rarely the same.
import { expect, test } from 'vitest';
import { byRank, RANK_CHARS_MAX, rankBetween, ranksBetween } from './rank';

/** Chance that a seed fixes. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

test('lies between its neighbours, wherever things are inserted', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = chance(seed);
    const ranks: string[] = [];
    for (let count = 0; count < 300; count += 1) {
      const at = Math.floor(random() * (ranks.length + 1));
      const rank = rankBetween(ranks[at - 1], ranks[at], random);
      expect(rank).toMatch(/^[0-9A-Za-z]{1,32}$/);
      if (at > 0) expect(rank > (ranks[at - 1] ?? '')).toBe(true);
      if (at < ranks.length) expect(rank < (ranks[at] ?? '')).toBe(true);
      ranks.splice(at, 0, rank);
    }
  }
});

test('ten thousand at either end, one after the other, stay short and in order', () => {
  const ranks = ranksBetween(10_000);
  expect([...ranks].sort()).toEqual(ranks);
  for (let count = 0; count < 10_000; count += 1) {
    const rank = rankBetween(undefined, ranks[0]);
    expect(rank < (ranks[0] ?? '')).toBe(true);
    ranks[0] = rank;
    expect(rank.length).toBeLessThan(RANK_CHARS_MAX / 4 + 1);
  }
  expect(ranks[9999]?.length).toBeLessThan(RANK_CHARS_MAX / 4 + 1);
});

test('two people at the same place get different ones', () => {
  const random = chance(7);
  const drawn = new Set(Array.from({ length: 100 }, () => rankBetween('A', 'B', random)));
  expect(drawn.size).toBeGreaterThan(95);
});

test('what is out of order still gets a place, and ids settle ties', () => {
  expect(rankBetween('Z', 'A') > 'Z').toBe(true);
  const two = [
    { id: 'elm_b', rank: 'A' },
    { id: 'elm_a', rank: 'A' },
  ];
  expect(two.sort(byRank).map(({ id }) => id)).toEqual(['elm_a', 'elm_b']);
});
