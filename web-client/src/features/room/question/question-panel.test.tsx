// Questions as everyone meets them: asking, voting, reading them in peace, what became of them.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import {
  Answered,
  Moderation,
  QuestionRulesSchema,
  QuestionState,
} from '../../../protocol/convene/v1/question_pb';
import { Consent } from '../../../protocol/convene/v1/session_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { MyVoteSchema, QuestionVotesSchema } from '../../../protocol/convene/v1/view_pb';
import { ANA, item, ME, me, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';
import { mine, question } from '../../../testing/talk';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const TWO = [question('q_1', { votes: 3 }), question('q_2', { votes: 5, text: 'And how?' })];

async function atQuestions(more: Partial<View> = {}) {
  const bench = await enterRoom({ ...view({ questions: TWO }), ...more });
  await bench.user.click(screen.getByRole('tab', { name: /^Questions/ }));
  await screen.findByRole('heading', { name: 'Questions' });
  return bench;
}
const texts = () =>
  screen.getAllByTestId('question').map((one) => one.querySelector('.question-text')?.textContent);
const votes = (...counts: [string, number][]) =>
  create(QuestionVotesSchema, {
    votes: counts.map(([questionId, n]) => ({ questionId, votes: n })),
  });
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your question' });

test('the tab counts what is new until one has looked', async () => {
  const { change, user } = await enterRoom(view({ questions: TWO }));
  expect(screen.getByRole('tab', { name: 'Questions' })).toBeTruthy();
  change({ case: 'questionPut', value: question('q_3') });
  await user.click(screen.getByRole('tab', { name: 'Questions 1 unread' }));
  expect(screen.getByRole('tab', { name: 'Questions' })).toBeTruthy();
  await user.click(screen.getByRole('tab', { name: 'People' }));
  expect(screen.getByRole('tab', { name: 'Questions' })).toBeTruthy();
});

test('most votes come first; what changes meanwhile moves when one asks for it', async () => {
  const { change, user } = await atQuestions();
  expect(texts()).toEqual(['And how?', 'What about q_1?']);
  change({ case: 'questionVotes', value: votes(['q_1', 9]) });
  change({ case: 'questionPut', value: question('q_3', { votes: 7 }) });
  expect(texts()).toEqual(['And how?', 'What about q_1?', 'What about q_3?']);
  await user.click(screen.getByRole('button', { name: '1 change in order: update' }));
  expect(texts()).toEqual(['What about q_1?', 'What about q_3?', 'And how?']);
  expect(screen.queryByRole('button', { name: /in order/ })).toBeNull();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Newest');
  expect(texts()).toHaveLength(3);
});

test('what is answered stays where it is read, and is folded below after that', async () => {
  const { change, user } = await atQuestions();
  change({
    case: 'questionPut',
    value: question('q_2', {
      text: 'And how?',
      answered: Answered.IN_TEXT,
      answer: 'Step by step.',
      answeredById: ANA,
    }),
  });
  expect(texts()[0]).toBe('And how?');
  expect(screen.getByText('Answered in writing, by Ana Ruiz')).toBeTruthy();
  expect(screen.getByText('Step by step.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '1 change in order: update' }));
  expect(screen.getByText('Answered: 1')).toBeTruthy();
  expect(texts()).toEqual(['What about q_1?', 'And how?']);
});

test('a vote is pressed when the server has it; one’s own question takes none', async () => {
  const own = question('q_3', { authorId: ME, authorName: 'Rosa Delgado' });
  const bench = await atQuestions({
    questions: [...TWO, own],
    myQuestions: [mine(own)],
  });
  const button = screen.getByRole('button', { name: 'Vote for “And how?”: 5 votes' });
  await bench.user.click(button);
  expect(bench.last).toMatchObject({
    case: 'voteQuestion',
    value: { questionId: 'q_2', on: true },
  });
  expect(button.getAttribute('aria-pressed')).toBe('false');
  expect(screen.getByText('Sending…')).toBeTruthy();
  bench.change({ case: 'myVote', value: create(MyVoteSchema, { questionId: 'q_2', on: true }) });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(button.getAttribute('aria-pressed')).toBe('true');
  await bench.user.click(button);
  expect(bench.last).toMatchObject({ value: { questionId: 'q_2', on: false } });
  expect(screen.queryByRole('button', { name: /Vote for “What about q_3/ })).toBeNull();
});

test('whoever looks elsewhere and comes back still asks without a name', async () => {
  const { user } = await atQuestions();
  await user.click(screen.getByRole('button', { name: 'Ask a question' }));
  await user.type(field(), 'Who pays?');
  await user.click(screen.getByRole('checkbox', { name: 'Ask without my name' }));
  await user.click(screen.getByRole('tab', { name: 'People' }));
  await user.click(screen.getByRole('tab', { name: 'Questions' }));
  const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Ask without my name' });
  expect([field().value, box.checked]).toEqual(['Who pays?', true]);
});

test('whoever asks without a name reads who can see it, and that it waits', async () => {
  const bench = await atQuestions();
  await bench.user.click(screen.getByRole('button', { name: 'Ask a question' }));
  expect(document.activeElement).toBe(field());
  expect(field().getAttribute('aria-describedby')).toBeTruthy();
  expect(screen.getByText(/^Everyone in the session sees this with your name/)).toBeTruthy();
  await bench.user.type(field(), 'Who pays?');
  await bench.user.click(screen.getByRole('checkbox', { name: 'Ask without my name' }));
  expect(
    screen.getByText('Only staff can see it was you. A facilitator looks at it first.'),
  ).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Send the question' }));
  expect(bench.last).toMatchObject({
    case: 'askQuestion',
    value: { text: 'Who pays?', anonymous: true },
  });
  const asked = question('q_9', { text: 'Who pays?', state: QuestionState.WAITING, authorId: '' });
  bench.change({ case: 'myQuestionPut', value: mine(asked, true) });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  const row = within(screen.getByTestId('my-question'));
  expect(row.getByText('Waits for a facilitator')).toBeTruthy();
  expect(screen.getByText('Your question is there.')).toBeTruthy();
  await bench.user.click(row.getByRole('button', { name: 'Withdraw “Who pays?”' }));
  await bench.user.click(screen.getByRole('button', { name: 'Withdraw it' }));
  expect(bench.last).toMatchObject({ case: 'withdrawQuestion', value: { questionId: 'q_9' } });
});

test('a refused question stays in its field, with the reason', async () => {
  const bench = await atQuestions();
  await bench.user.click(screen.getByRole('button', { name: 'Ask a question' }));
  await bench.user.type(field(), 'Too late?');
  await bench.user.click(screen.getByRole('button', { name: 'Send the question' }));
  bench.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.QUESTIONS_CLOSED } }));
  expect(screen.getByRole('alert').textContent).toMatch(/No questions are taken now/);
  expect(field().value).toBe('Too late?');
});

test('what was typed survives a reload; more than 500 characters are not sent', async () => {
  window.localStorage.setItem('convene.draft.ses_1.question', 'x'.repeat(501));
  const bench = await atQuestions();
  expect(field().value).toHaveLength(501);
  expect(screen.getByText('1 character too many')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Send the question' }));
  expect(bench.commands).toEqual([]);
});

test.each([
  [{ moderation: Moderation.ALL }, /your name.* A facilitator looks at it first/, true],
  [{ moderation: Moderation.NONE, namedOnly: true }, /your name, also in the replay\.\s*$/, false],
])('the rules are said beside the input: %o', async (rules, words, choice) => {
  const { user } = await atQuestions({ questionRules: create(QuestionRulesSchema, rules) });
  await user.click(screen.getByRole('button', { name: 'Ask a question' }));
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByRole('checkbox', { name: 'Ask without my name' }) !== null).toBe(choice);
});

test.each([
  ['No questions are taken now.', { questionRules: create(QuestionRulesSchema, { closed: true }) }],
  [
    'You watch only: you can read questions, but not ask.',
    { me: me({ consent: Consent.WATCH_ONLY }) },
  ],
])('in place of the input: %s', async (words, more) => {
  await atQuestions(more);
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Ask a question' })).toBeNull();
});

test('a promise is said as a day', async () => {
  const promisedMs = BigInt(new Date(2026, 11, 4, 23, 59).getTime());
  await atQuestions({ questions: [question('q_1', { promisedMs })] });
  expect(screen.getByText('An answer is promised by Friday, Dec 4')).toBeTruthy();
});
