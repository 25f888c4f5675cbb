// The order of questions: by votes, by time, and districts that nobody has heard yet first.
import { expect, test } from 'vitest';
import { Answered } from '../../../protocol/convene/v1/question_pb';
import { question } from '../../../testing/talk';
import type { QuestionSort } from './question-order';
import { inOrder, movesBetween } from './question-order';
import { newAfter } from './use-new-questions';

const asked = (id: string, atMs: number, votes: number, authorId: string, answered = 0) =>
  question(id, { atMs: BigInt(atMs), votes, authorId, answered });

/** Hill has been answered, Lake has asked twice, Bay once; one is anonymous. */
const QUESTIONS = [
  asked('hill-old', 1, 9, 'hill', Answered.LIVE),
  asked('hill', 2, 8, 'hill'),
  asked('lake-1', 3, 1, 'lake'),
  asked('lake-2', 4, 5, 'lake'),
  asked('anonymous', 5, 7, ''),
  asked('bay', 6, 0, 'bay'),
];

test.each<[QuestionSort, string[]]>([
  ['votes', ['hill', 'anonymous', 'lake-2', 'lake-1', 'bay']],
  ['newest', ['bay', 'anonymous', 'lake-2', 'lake-1', 'hill']],
  // Bay has asked least; the anonymous one is neither heard nor unheard; Hill has been heard.
  ['unheard', ['bay', 'lake-2', 'lake-1', 'anonymous', 'hill']],
])('by %s', (sort, ids) => {
  const sorted = inOrder(QUESTIONS, sort, ({ authorId }) => authorId);
  expect(sorted.map(({ id }) => id)).toEqual(ids);
});

test('of as many votes the older one comes first', () => {
  const two = [asked('late', 9, 3, ''), asked('early', 1, 3, '')];
  expect(inOrder(two, 'votes', () => '').map(({ id }) => id)).toEqual(['early', 'late']);
});

test.each([
  ['abcd', 'abcd', 0],
  ['abcd', 'dabc', 1],
  ['abcd', 'badc', 2],
  ['abcd', 'dcba', 3],
  // Answered meanwhile: it is not in the list any more.
  ['abcd', 'acd', 1],
])('from %s to %s so many move', (shown, wanted, count) => {
  expect(movesBetween([...shown], [...wanted])).toBe(count);
});

test.each([
  ['lake-2', 2],
  ['bay', 0],
  ['', 6],
  // The last one that was seen is gone: nobody can say.
  ['gone', 0],
])('after %s so many are new', (lastId, count) => {
  expect(newAfter(QUESTIONS, lastId, 'nobody')).toBe(count);
});

test('mine are no news to me', () => {
  expect(newAfter(QUESTIONS, 'lake-2', 'bay')).toBe(1);
});
