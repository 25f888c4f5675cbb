// Blocks of lines keep their keys, whatever comes in above or below.
import { expect, test } from 'vitest';
import { line } from '../../../testing/builders';
import { BLOCK_MAX, inBlocks } from './use-blocks';

const NOTHING: ReadonlyMap<string, string> = new Map();

function counter() {
  let count = 0;
  return () => `b${count++}`;
}

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => line(`ln_${from + at}`));

test('full blocks, and the rest', () => {
  const { blocks } = inBlocks(lines(0, BLOCK_MAX * 2 + 5), NOTHING, counter());
  expect(blocks).toEqual([
    { key: 'b0', from: 0, to: BLOCK_MAX },
    { key: 'b1', from: BLOCK_MAX, to: BLOCK_MAX * 2 },
    { key: 'b2', from: BLOCK_MAX * 2, to: BLOCK_MAX * 2 + 5 },
  ]);
});

test('new lines fill the last block and then begin another', () => {
  const newKey = counter();
  const before = inBlocks(lines(0, BLOCK_MAX - 1), NOTHING, newKey);
  const after = inBlocks(lines(0, BLOCK_MAX + 1), before.keyOf, newKey);
  expect(after.blocks.map(({ key, to }) => [key, to])).toEqual([
    ['b0', BLOCK_MAX],
    ['b1', BLOCK_MAX + 1],
  ]);
});

test('earlier lines come in blocks of their own, and the others stay what they are', () => {
  const newKey = counter();
  const before = inBlocks(lines(100, 110), NOTHING, newKey);
  const after = inBlocks(lines(100 - BLOCK_MAX - 3, 110), before.keyOf, newKey);
  expect(after.blocks.map(({ key, from, to }) => [key, to - from])).toEqual([
    ['b1', 3],
    ['b2', BLOCK_MAX],
    ['b0', 10],
  ]);
});

test('a first line that goes takes no key with it', () => {
  const newKey = counter();
  const before = inBlocks(lines(0, 10), NOTHING, newKey);
  const after = inBlocks(lines(1, 11), before.keyOf, newKey);
  expect(after.blocks).toEqual([{ key: 'b0', from: 0, to: 10 }]);
});

test('a list of other lines begins anew', () => {
  const newKey = counter();
  const before = inBlocks(lines(0, 10), NOTHING, newKey);
  expect(inBlocks(lines(50, 55), before.keyOf, newKey).blocks).toEqual([
    { key: 'b1', from: 0, to: 5 },
  ]);
});
