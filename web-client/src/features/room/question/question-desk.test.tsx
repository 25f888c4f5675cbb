// Questions as facilitators meet them: what waits, merging, answers, promises, rules.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { Answered, Moderation, QuestionState } from '../../../protocol/convene/v1/question_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { ANA, item, ME } from '../../../testing/builders';
import { facilitating } from '../../../testing/facilitator-bench';
import { enterRoom } from '../../../testing/room-bench';
import { desk, question } from '../../../testing/talk';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const [one, two] = [question('q_1', { votes: 2 }), question('q_2', { text: 'And how?' })];
const waiting = question('q_3', {
  text: 'Who pays?',
  state: QuestionState.WAITING,
  authorId: '',
  authorName: '',
});
const byAna = { authorId: ANA, authorName: 'Ana Ruiz', anonymous: true };
const SHOWN = {
  questions: [one, two],
  questionDesk: [desk(one), desk(two), desk(waiting, byAna)],
};

async function atTheDesk(more: Partial<View> = SHOWN) {
  const bench = await enterRoom(facilitating(more));
  await bench.user.click(screen.getByRole('tab', { name: /^Questions/ }));
  await screen.findByRole('heading', { name: 'Questions' });
  await screen.findByRole('button', { name: 'Manage “And how?”' });
  return bench;
}
const ACK = item({ case: 'ack', value: { n: 1n } });
type Desk = Awaited<ReturnType<typeof atTheDesk>>;

async function choose({ user }: Desk, name: string, of = 'And how?') {
  await user.click(screen.getByRole('button', { name: `Manage “${of}”` }));
  const cards = screen.getAllByTestId('question');
  const card = cards.find((found) => found.textContent?.includes(of)) as HTMLElement;
  await user.click(within(card).getByRole('button', { name }));
}

test.each([
  ['Show “Who pays?”', true],
  ['Don’t show “Who pays?”', false],
])('what waits is shown or not: “%s”', async (name, shown) => {
  const bench = await atTheDesk();
  expect(await screen.findByRole('heading', { name: 'Waiting: 1' })).toBeTruthy();
  expect(
    screen.getByText('Asked without a name. Only staff can see that it was Ana Ruiz.'),
  ).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name }));
  expect(bench.last).toMatchObject({
    case: 'showQuestion',
    value: { questionId: 'q_3', shown },
  });
});

const NOBODY = 'Nobody has asked anything yet.';

test.each([
  ['waits', QuestionState.WAITING, undefined],
  ['is not shown', QuestionState.HIDDEN, 'No questions are shown to everyone yet.'],
])('a question that %s is a question', async (_, state, words) => {
  const bench = await enterRoom(facilitating({ questionDesk: [desk({ ...waiting, state })] }));
  await bench.user.click(screen.getByRole('tab', { name: /^Questions/ }));
  expect(await screen.findByText(/^(Waiting|Not shown): 1$/)).toBeTruthy();
  expect(screen.queryByText(NOBODY)).toBeNull();
  if (words) expect(screen.getByText(words)).toBeTruthy();
  bench.change({
    case: 'questionDeskPut',
    value: desk({ ...waiting, state: QuestionState.WITHDRAWN }),
  });
  expect(screen.getByText(NOBODY)).toBeTruthy();
});

test('what is not shown is folded, and can be shown after all', async () => {
  const hidden = { ...waiting, state: QuestionState.HIDDEN };
  const bench = await atTheDesk({ ...SHOWN, questionDesk: [desk(one), desk(two), desk(hidden)] });
  await bench.user.click(await screen.findByText('Not shown: 1'));
  await bench.user.click(screen.getByRole('button', { name: 'Show “Who pays?”' }));
  expect(bench.last).toMatchObject({ value: { questionId: 'q_3', shown: true } });
});

test('a question is merged into one that is chosen by keyboard alone', async () => {
  const bench = await atTheDesk();
  await choose(bench, 'Merge into another…');
  const dialog = within(await screen.findByRole('dialog', { name: 'Merge into which question?' }));
  await bench.user.click(dialog.getByRole('button', { name: 'Merge' }));
  expect(bench.commands).toEqual([]);
  dialog.getByRole('radio', { name: 'What about q_1? 2 votes' }).focus();
  await bench.user.keyboard(' ');
  await bench.user.click(dialog.getByRole('button', { name: 'Merge' }));
  expect(bench.last).toMatchObject({
    case: 'mergeQuestion',
    value: { questionId: 'q_2', intoId: 'q_1' },
  });
  bench.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.QUESTION_STATE } }));
  expect(dialog.getByText(/has been answered, or is part of another one/)).toBeTruthy();
});

test('it was answered live, and not after all', async () => {
  const bench = await atTheDesk();
  await choose(bench, 'Answered live');
  expect(bench.last).toMatchObject({
    case: 'answerQuestion',
    value: { questionId: 'q_2', text: '', undo: false },
  });
  const answered = { ...two, answered: Answered.LIVE, answeredById: ME };
  bench.change({ case: 'questionPut', value: answered });
  expect(screen.getByText('Answered live, by Fay Host')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Not answered after all' }));
  expect(bench.last).toMatchObject({ value: { questionId: 'q_2', undo: true } });
});

test('an answer in writing is published, and not an empty one', async () => {
  const bench = await atTheDesk();
  await choose(bench, 'Answer in writing…');
  const dialog = within(await screen.findByRole('dialog', { name: 'Answer in writing' }));
  await bench.user.click(dialog.getByRole('button', { name: 'Publish the answer' }));
  expect(dialog.getByText('Write an answer first.')).toBeTruthy();
  await bench.user.type(dialog.getByRole('textbox', { name: 'The answer' }), 'Step by step.');
  await bench.user.click(dialog.getByRole('button', { name: 'Publish the answer' }));
  expect(bench.last).toMatchObject({ value: { questionId: 'q_2', text: 'Step by step.' } });
  bench.receive(ACK);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('somebody looks after it, and an answer is promised by the end of a day', async () => {
  const bench = await atTheDesk();
  await choose(bench, 'Assign and promise…');
  const dialog = within(await screen.findByRole('dialog', { name: 'Assign and promise' }));
  const who = dialog.getByRole('combobox', { name: 'Who looks after it' });
  // Facilitators alone.
  expect(within(who).getAllByRole('option')).toHaveLength(2);
  await bench.user.selectOptions(who, 'Fay Host');
  const day = dialog.getByLabelText<HTMLInputElement>(/^Answer promised by/);
  await bench.user.type(day, '2026-12-04');
  await bench.user.click(dialog.getByRole('button', { name: 'Save' }));
  const promisedMs = BigInt(new Date(2026, 11, 4, 23, 59).getTime());
  expect(bench.last).toMatchObject({
    case: 'assignQuestion',
    value: { questionId: 'q_2', personId: ME, promisedMs },
  });
});

test('a question is put in the spotlight, where everyone reads it large', async () => {
  const bench = await atTheDesk();
  await choose(bench, 'Put in the spotlight');
  expect(bench.last).toMatchObject({
    case: 'setSpotlight',
    value: { on: { case: 'questionId', value: 'q_2' } },
  });
  const on = { case: 'questionId', value: 'q_2' } as const;
  bench.change({ case: 'spotlight', value: { $typeName: 'convene.v1.Spotlight', on } });
  const shown = within(screen.getByRole('region', { name: 'In the spotlight' }));
  expect(shown.getByText('And how?')).toBeTruthy();
  expect(shown.getByText('Ana Ruiz')).toBeTruthy();
});

test('the rules are set together', async () => {
  const bench = await atTheDesk();
  await bench.user.click(screen.getByRole('button', { name: 'Rules for questions' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Rules for questions' }));
  await bench.user.click(dialog.getByRole('radio', { name: 'All questions' }));
  await bench.user.click(dialog.getByRole('checkbox', { name: 'Only with a name' }));
  await bench.user.click(dialog.getByRole('button', { name: 'Save the rules' }));
  expect(bench.last).toMatchObject({
    case: 'setQuestionRules',
    value: { rules: { moderation: Moderation.ALL, closed: false, namedOnly: true } },
  });
  bench.receive(ACK);
  expect(screen.queryByRole('dialog')).toBeNull();
});
