// Which chapter a moment of the replay is in.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import type { Chapter } from '../../protocol/convene/v1/in_session_pb';
import { ChapterSchema } from '../../protocol/convene/v1/in_session_pb';
import { chapterAt } from './chapter-select';

const chapters: Chapter[] = [5_000n, 60_000n].map((atMs) => create(ChapterSchema, { atMs }));

test.each([
  ['before the first', 4_999, -1],
  ['at its very start', 5_000, 0],
  ['before the next', 59_999, 0],
  ['in the last', 3_600_000, 1],
])('%s', (_, positionMs, index) => {
  expect(chapterAt(chapters, positionMs)).toBe(index);
});
