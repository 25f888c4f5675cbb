// From what is typed to an answer and back: each kind, what is wrong, and numbers as people write them.
import { expect, test } from 'vitest';
import { choice, pollItem, scale, words } from '../../../../testing/polls';
import { answeredCount, readItem, readSheet, sheetOf } from './answers';
import { milliText, readMilli } from './milli';
import { shuffled } from './shuffle';
import type { Typed } from './typed';
import { withTyped } from './typed';

const options = ['A', 'B', 'C'].map((en) => words(en));
const ranking = pollItem(3, { case: 'ranking', value: { options } });
const points = pollItem(4, { case: 'points', value: { options, total: 10 } });
const number = pollItem(5, { case: 'number', value: { minMilli: -1000n, maxMilli: 2_000_000n } });
const cloud = pollItem(6, { case: 'words', value: { wordsMax: 3 } });
const open = pollItem(7, { case: 'open', value: { charsMax: 5 } });
const twice = scale(2, 5, { retrospective: true });
const ALL = [
  choice(1, ['A', 'B', 'C'], { picksMax: 2 }),
  twice,
  ranking,
  points,
  number,
  cloud,
  open,
];
const full: Record<number, Typed> = {
  1: { picks: [2, 0] },
  2: { point: 4, before: 2 },
  3: { order: [2, 0, 1] },
  4: { points: ['7', '', '3'] },
  5: { number: '1,234.5' },
  6: { words: [' Hope ', 'hope', ''] },
  7: { text: ' más  ' },
};

test('every kind becomes an answer, and the form again', () => {
  const { answers, wrong } = readSheet(ALL, full);
  expect(wrong).toEqual({});
  expect(answers.map(({ value }) => value.case)).toEqual([
    'picks',
    'scale',
    'ranking',
    'points',
    'numberMilli',
    'words',
    'text',
  ]);
  expect(answers[4]?.value.value).toBe(1_234_500n);
  expect(readSheet(ALL, sheetOf(answers, 'es')).answers).toEqual(answers);
  expect(sheetOf(answers, 'en')[6]).toEqual({ words: ['Hope'] });
});

test.each<[string, (typeof ALL)[number], Typed, string]>([
  ['now is missing', twice, { before: 2 }, 'answer.wrong.now'],
  ['before is missing', twice, { point: 2 }, 'answer.wrong.before'],
  ['points are left', points, { points: ['9'] }, 'answer.wrong.left'],
  ['points are too many', points, { points: ['9', '2'] }, 'answer.wrong.over'],
  ['points are halves', points, { points: ['9.5'] }, 'answer.wrong.points'],
  ['a number is none', number, { number: 'many' }, 'answer.wrong.number'],
  ['a number is out of bounds', number, { number: '2000.001' }, 'answer.wrong.bounds'],
  ['a word is a sentence', cloud, { words: ['a'.repeat(41)] }, 'answer.wrong.word'],
  ['a text is too long', open, { text: 'seises' }, 'answer.wrong.long'],
])('%s', (_, item, typed, key) => {
  expect(readItem(item, typed)).toMatchObject({ kind: 'wrong', key });
});

test('nothing is only wrong where an answer is required, and abstaining is one', () => {
  const required = choice(1, ['A', 'B'], {}, { required: true });
  expect(readSheet([required, open], {}).wrong[1]?.key).toBe('answer.wrong.required');
  const { answers, wrong } = readSheet([required, open], { 1: { abstains: true, picks: [1] } });
  expect(wrong).toEqual({});
  expect(answers.map(({ value }) => value.case)).toEqual(['abstains']);
  expect(answeredCount(ALL, { ...full, 1: { abstains: true } })).toBe(7);
  expect(withTyped({ 1: { abstains: true } }, 1, { picks: [1] })[1]?.abstains).toBe(false);
});

test.each([
  ['3.5', 3500n],
  ['3,5', 3500n],
  ['1,500', 1_500_000n],
  ['0,500', 500n],
  ['1.234,5', 1_234_500n],
  ['−2', -2000n],
  ['-0.25', -250n],
  ['1 000', 1_000_000n],
  ['.5', 500n],
  ['1.2345', undefined],
  ['', undefined],
  ['--1', undefined],
  ['1e3', undefined],
])('%s is read as %s thousandths', (typed, milli) => {
  expect(readMilli(typed)).toBe(milli);
});

test('numbers are written as people here write them', () => {
  expect(milliText(1_234_500n, 'en')).toBe('1,234.5');
  expect(readMilli(milliText(1_234_567n, 'es'))).toBe(1_234_567n);
});

test('everyone has an order of their own, always the same, with every option', () => {
  const of = (who: string) => shuffled(6, [who, 'run_1', '1']);
  expect(of('per_a')).toEqual(of('per_a'));
  expect([...of('per_a')].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  const orders = new Set(Array.from({ length: 40 }, (_, at) => of(`per_${at}`).join()));
  expect(orders.size).toBeGreaterThan(30);
  const first = Array.from({ length: 600 }, (_, at) => of(`per_${at}`)[0]);
  for (let option = 0; option < 6; option++) {
    expect(first.filter((one) => one === option).length).toBeGreaterThan(60);
  }
});
