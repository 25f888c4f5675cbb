// Making a poll: fields, items, both languages, what the server would refuse, and the preview.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { PollForm, PollPrivacy } from '../../../../protocol/convene/v1/poll_pb';
import type { View } from '../../../../protocol/convene/v1/view_pb';
import { facilitating } from '../../../../testing/facilitator-bench';
import { choice, poll, pollItem, scale } from '../../../../testing/polls';
import { enterRoom } from '../../../../testing/room-bench';
import { gapsOf, wrongOf } from './check-poll';
import {
  addItem,
  moveItem,
  newPoll,
  nextId,
  removeItem,
  withKind,
  withoutOption,
} from './edit-poll';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

async function editing(button: string, more: Partial<View> = {}) {
  const bench = await enterRoom(facilitating(more));
  await bench.user.click(await screen.findByRole('tab', { name: 'Polls' }));
  await bench.user.click(await screen.findByRole('button', { name: button }));
  const dialog = within(await screen.findByRole('dialog'));
  const type = async (name: string, text: string) => {
    const field = dialog.getByRole('textbox', { name });
    await bench.user.clear(field);
    await bench.user.type(field, text);
  };
  const press = (name: string) => bench.user.click(dialog.getByRole('button', { name }));
  return { dialog, type, press, user: bench.user, sent: () => bench.last };
}

test('a new poll, written, checked and saved', async () => {
  const { dialog, type, press, user, sent } = await editing('New poll');
  await press('Save the poll');
  expect(sent()).toBeUndefined();
  expect(document.activeElement).toBe(dialog.getByRole('textbox', { name: 'Title in English' }));
  await type('Title in English', 'Warm-up');
  await type('Title in Spanish', 'Para empezar');
  await type('Question in English', 'Ready?');
  await type('Option 1 in English', 'Yes');
  await type('Option 2 in English', 'No');
  expect(dialog.getByText('3 texts are not in Spanish yet.')).toBeTruthy();
  await user.click(dialog.getByRole('checkbox', { name: 'Option 1 is correct' }));
  await user.click(dialog.getByRole('radio', { name: 'Your name shows' }));
  await type('Seconds that it stays open', '90');
  await press('Save the poll');
  expect(sent()).toMatchObject({
    case: 'putPoll',
    value: {
      poll: {
        id: '',
        title: { en: 'Warm-up', es: 'Para empezar' },
        privacy: PollPrivacy.NAMED,
        seconds: 90,
        items: [{ id: 1, kind: { case: 'choice', value: { correct: [0] } } }],
      },
    },
  });
});

test('items are added, changed in kind, moved and removed by buttons', async () => {
  const made = poll('pol_1', [choice(1, ['A', 'B']), scale(2)]);
  const { dialog, press, user, sent } = await editing('Edit: Poll pol_1', { polls: [made] });
  await press('Later: question 1');
  expect(dialog.getByText('Question 1 is number 2 now')).toBeTruthy();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Later: question 2');
  await press('Remove question 1');
  const [item] = dialog.getAllByTestId('item-editor');
  const kind = within(item as HTMLElement).getByRole('combobox', { name: 'Kind' });
  await user.selectOptions(kind, 'Ranking');
  await press('Save the poll');
  expect(sent()).toMatchObject({
    value: { poll: { id: 'pol_1', items: [{ id: 1, kind: { case: 'ranking' } }] } },
  });
});

test('the preview is the form of participants, and sends nothing', async () => {
  const made = poll('pol_1', [choice(1, ['A', 'B'])], { form: PollForm.EXIT_TICKET });
  const { dialog, press, user, sent } = await editing('Edit: Poll pol_1', { polls: [made] });
  await press('As participants see it');
  const preview = within(dialog.getByTestId('preview'));
  await user.click(preview.getByRole('radio', { name: 'A' }));
  expect(preview.getByText('1 of 1 answered')).toBeTruthy();
  await user.click(preview.getByRole('button', { name: 'Send' }));
  expect(sent()).toBeUndefined();
});

test('what was changed is not lost by one press', async () => {
  const { dialog, type, press } = await editing('New exit ticket');
  await type('Title in English', 'Bye');
  await press('Cancel');
  expect(dialog.getByText('What you changed is not saved.')).toBeTruthy();
  await press('Discard it');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('what the server would refuse is found first, by its field', () => {
  const wrong = wrongOf(
    poll(
      'pol_1',
      [
        choice(1, ['A'], { picksMax: 3 }),
        scale(2, 12),
        pollItem(3, { case: 'number', value: { minMilli: 5n, maxMilli: 5n } }),
        pollItem(4, { case: 'words', value: { wordsMax: 6 } }),
        pollItem(5, { case: 'points', value: { options: [], total: 1 } }),
        pollItem(6, { case: 'open', value: { charsMax: Number.NaN } }),
      ],
      { title: { en: ' ', es: 'x'.repeat(121) }, seconds: 86_401 },
    ),
  );
  expect(Object.keys(wrong).sort()).toEqual([
    'items.0.options',
    'items.0.picksMax',
    'items.1.points',
    'items.2.max',
    'items.3.wordsMax',
    'items.4.options',
    'items.4.total',
    'items.5.charsMax',
    'seconds',
    'title.en',
    'title.es',
  ]);
  expect(wrongOf(poll('pol_1', [])).items).toBe('edit.wrong.items');
});

test('ids of items are never used twice, and what is right moves with its option', () => {
  let made = addItem(newPoll(PollForm.UNSPECIFIED, ''), 'open');
  made = addItem(removeItem(made, 0), 'scale');
  expect(made.items.map(({ id }) => id)).toEqual([2, 3]);
  expect(moveItem(made, 0, 1).items.map(({ id }) => id)).toEqual([3, 2]);
  expect(nextId([choice(1000, []), choice(1, [])])).toBe(2);
  const quiz = choice(1, ['A', 'B', 'C'], { correct: [0, 2] });
  expect(withoutOption(quiz.kind, 0)).toMatchObject({ value: { correct: [1] } });
  expect(withKind(quiz, 'points').kind).toMatchObject({
    value: { options: [{}, {}, {}], total: 10 },
  });
  expect(gapsOf(poll('pol_1', [quiz]))).toBe(3);
});
