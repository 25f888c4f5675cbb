// Questions, hands and waterfalls: how a view follows them.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { HandsSchema, PulseSchema, TurnSchema } from '../protocol/convene/v1/hand_pb';
import { QuestionRulesSchema, QuestionState } from '../protocol/convene/v1/question_pb';
import type { Change } from '../protocol/convene/v1/view_pb';
import { MyVoteSchema, QuestionVotesSchema } from '../protocol/convene/v1/view_pb';
import { MyAnswerSchema, WaterfallCountSchema } from '../protocol/convene/v1/waterfall_pb';
import { ANA, change, ME, view } from '../testing/builders';
import { desk, hand, mine, question, waterfall } from '../testing/talk';
import { applyChange } from './view';

const apply = (before: ReturnType<typeof view>, ...all: Change['change'][]) =>
  all.reduce((at, body) => applyChange(at, change(body)), before);

test('a question comes at the end, or replaces the one with its id, and goes', () => {
  const before = view({ questions: [question('q_1'), question('q_2')] });
  const put = apply(
    before,
    { case: 'questionPut', value: question('q_1', { answer: 'Yes' }) },
    { case: 'questionPut', value: question('q_3') },
  );
  expect(put.questions.map(({ id, answer }) => [id, answer])).toEqual([
    ['q_1', 'Yes'],
    ['q_2', ''],
    ['q_3', ''],
  ]);
  const gone = apply(put, { case: 'questionGone', value: 'q_2' });
  expect(gone.questions.map(({ id }) => id)).toEqual(['q_1', 'q_3']);
});

test('votes are replaced wherever the question is held; the others stay the same objects', () => {
  const [one, two] = [question('q_1'), question('q_2')];
  const before = view({
    questions: [one, two],
    questionDesk: [desk(one), desk(two)],
    myQuestions: [mine(one)],
  });
  const votes = create(QuestionVotesSchema, { votes: [{ questionId: 'q_1', votes: 7 }] });
  const after = apply(before, { case: 'questionVotes', value: votes });
  expect(after.questions.map((held) => held.votes)).toEqual([7, 0]);
  expect(after.questionDesk.map((held) => held.question?.votes)).toEqual([7, 0]);
  expect(after.myQuestions[0]?.question?.votes).toBe(7);
  expect(after.questions[1]).toBe(before.questions[1]);
  expect(after.questionDesk[1]).toBe(before.questionDesk[1]);
});

test('the desk and mine are kept by the question that they hold', () => {
  const waiting = question('q_1', { state: QuestionState.WAITING });
  const after = apply(
    view({ questionDesk: [desk(waiting)], myQuestions: [mine(waiting)] }),
    { case: 'questionDeskPut', value: desk(question('q_1'), { assignedId: ANA }) },
    { case: 'questionDeskPut', value: desk(question('q_2')) },
    { case: 'myQuestionPut', value: mine(question('q_1')) },
  );
  expect(after.questionDesk.map(({ assignedId }) => assignedId)).toEqual([ANA, '']);
  expect(after.myQuestions.map((held) => held.question?.state)).toEqual([QuestionState.SHOWN]);
});

test('a vote of mine is there once, or not at all', () => {
  const vote = (on: boolean) => create(MyVoteSchema, { questionId: 'q_1', on });
  const voted = apply(
    view(),
    { case: 'myVote', value: vote(true) },
    { case: 'myVote', value: vote(true) },
  );
  expect(voted.myVotes).toEqual(['q_1']);
  expect(apply(voted, { case: 'myVote', value: vote(false) }).myVotes).toEqual([]);
});

test('hands stand in their order, are replaced by person, and go one by one or together', () => {
  const up = apply(
    view({ hands: [hand(ANA, 1)] }),
    { case: 'handPut', value: hand(ME, 2) },
    { case: 'handPut', value: hand(ANA, 1, 3) },
  );
  expect(up.hands.map(({ personId, turns }) => [personId, turns])).toEqual([
    [ANA, 3],
    [ME, 0],
  ]);
  expect(apply(up, { case: 'handGone', value: ANA }).hands).toHaveLength(1);
  expect(apply(up, { case: 'hands', value: create(HandsSchema) }).hands).toEqual([]);
});

test('what there is one of is replaced', () => {
  const after = apply(
    view(),
    { case: 'questionRules', value: create(QuestionRulesSchema, { closed: true }) },
    { case: 'turn', value: create(TurnSchema, { personId: ANA }) },
    { case: 'pulse', value: create(PulseSchema, { counts: [{ reaction: 6, count: 14 }] }) },
    { case: 'waterfall', value: waterfall() },
    { case: 'waterfallCount', value: create(WaterfallCountSchema, { ready: 143, writing: 21 }) },
    { case: 'myAnswer', value: create(MyAnswerSchema, { text: 'Ask more' }) },
  );
  expect(after).toMatchObject({
    questionRules: { closed: true },
    turn: { personId: ANA },
    pulse: { counts: [{ count: 14 }] },
    waterfall: { id: 'wf_1' },
    waterfallCount: { ready: 143, writing: 21 },
    myAnswer: { text: 'Ask more' },
  });
});
