// How good a plan is, in one sentence of either language.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { translator } from '../../../../i18n/translate';
import { PlanReportSchema, Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import {
  derives,
  keptSentence,
  measuresOf,
  measureWords,
  reportSentence,
  STRATEGIES,
} from './report-words';

const en = translator('en');
const es = translator('es');
const report = (more: object = {}) =>
  create(PlanReportSchema, { rooms: 41, smallest: 5, largest: 5, repeats: { pairs: 0 }, ...more });

test.each([
  [report(), 2, '41 rooms of 5, nobody meets again, 2 people need a decision.'],
  [report({ smallest: 4 }), 0, '41 rooms of 4 to 5, nobody meets again, everyone has a room.'],
  [
    report({ rooms: 1, repeats: { pairs: 1 } }),
    1,
    '1 room of 5, 1 pair meets again, 1 person needs a decision.',
  ],
])('%#', (one, unplaced, words) => {
  expect(reportSentence(one, unplaced, en)).toBe(words);
});

test('the same in Spanish', () => {
  expect(reportSentence(report(), 2, es)).toBe(
    '41 salas de 5, nadie se vuelve a encontrar, 2 personas necesitan una decisión.',
  );
});

test('who stays is said of a plan that keeps another, and of no other', () => {
  expect(keptSentence(report(), en)).toBe('');
  expect(keptSentence(report({ kept: 190, moved: 1 }), en)).toBe(
    '190 people stay where they were, 1 moves.',
  );
});

test('each measure stands beside chance and beside the fewest possible', () => {
  const sameRole = { pairs: 22, byChance: 75, bound: 21 };
  const measures = measuresOf(report({ sameRole }));
  expect(measures.map(({ key }) => key)).toEqual(['repeats', 'sameRole']);
  expect(measures[1] && measureWords(measures[1], en)).toBe('22. By chance 75; at the fewest 21.');
});

test('every strategy has a name and one line of help', () => {
  const all = Object.values(Strategy).filter((one) => typeof one === 'number');
  expect(STRATEGIES.map(({ strategy }) => strategy).sort((a, b) => a - b)).toEqual(
    all.filter((one) => one !== Strategy.UNSPECIFIED),
  );
  for (const { name, help } of STRATEGIES) {
    expect([en(name), en(help)]).not.toContain(name);
    expect(es(help)).not.toBe(help);
  }
  expect(derives(Strategy.JIGSAW)).toBe(true);
  expect(derives(Strategy.MIXED)).toBe(false);
});
