// Puts the lines of a list into blocks that stay what they are, whatever comes before or after.
import { useRef } from 'react';
import type { Line } from '../../../protocol/convene/v1/chat_pb';

export interface Block {
  key: string;
  /** Places in the list: the first, and the one behind the last. */
  from: number;
  to: number;
}

/** A browser lays out blocks that are far away as one: this many lines at a time. */
export const BLOCK_MAX = 40;

export function useBlocks(lines: readonly Line[]): Block[] {
  const keys = useRef<ReadonlyMap<string, string>>(new Map());
  const count = useRef(0);
  const { blocks, keyOf } = inBlocks(lines, keys.current, () => `block ${count.current++}`);
  keys.current = keyOf;
  return blocks;
}

/** `known`: the block of each line so far. */
export function inBlocks(
  lines: readonly Line[],
  known: ReadonlyMap<string, string>,
  newKey: () => string,
): { blocks: Block[]; keyOf: ReadonlyMap<string, string> } {
  const keyOf = new Map<string, string>();
  const blocks: Block[] = [];
  const firstKnown = Math.max(
    0,
    lines.findIndex(({ id }) => known.has(id)),
  );
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line) break;
    const last = blocks[blocks.length - 1];
    const key = known.get(line.id);
    // What comes before the known lines is counted off from them, so that whole blocks result.
    const full = at < firstKnown ? (firstKnown - at) % BLOCK_MAX === 0 : isFull(last);
    if (!last || (key === undefined ? full || at === firstKnown : key !== last.key)) {
      blocks.push({ key: key ?? newKey(), from: at, to: at + 1 });
    } else {
      last.to = at + 1;
    }
    keyOf.set(line.id, blocks[blocks.length - 1]?.key ?? '');
  }
  return { blocks, keyOf };
}

function isFull(block: Block | undefined): boolean {
  return block !== undefined && block.to - block.from >= BLOCK_MAX;
}
