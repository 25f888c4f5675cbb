// Questions, hands, reactions and waterfalls in a view, and how they change.
import type { Hand } from '../protocol/convene/v1/hand_pb';
import type { MyQuestion, Question, QuestionDesk } from '../protocol/convene/v1/question_pb';
import type { Change, MyVote, QuestionVotes, View } from '../protocol/convene/v1/view_pb';

/** Those changes that are about what people say to everyone in other ways than by lines. */
export type TalkChange = Extract<
  Change['change'],
  {
    case:
      | 'questionPut'
      | 'questionGone'
      | 'questionVotes'
      | 'questionDeskPut'
      | 'myQuestionPut'
      | 'myVote'
      | 'questionRules'
      | 'handPut'
      | 'handGone'
      | 'hands'
      | 'turn'
      | 'pulse'
      | 'waterfall'
      | 'waterfallCount'
      | 'myAnswer';
  }
>;

export function applyTalk(view: View, change: TalkChange): View {
  switch (change.case) {
    case 'questionPut':
      return { ...view, questions: put(view.questions, change.value, idOf) };
    case 'questionGone':
      return { ...view, questions: view.questions.filter(({ id }) => id !== change.value) };
    case 'questionVotes':
      return countVotes(view, change.value);
    case 'questionDeskPut':
      return { ...view, questionDesk: put(view.questionDesk, change.value, idWithin) };
    case 'myQuestionPut':
      return { ...view, myQuestions: put(view.myQuestions, change.value, idWithin) };
    case 'myVote':
      return { ...view, myVotes: setVote(view.myVotes, change.value) };
    case 'questionRules':
      return { ...view, questionRules: change.value };
    case 'handPut':
      return { ...view, hands: put(view.hands, change.value, personOf) };
    case 'handGone':
      return { ...view, hands: view.hands.filter(({ personId }) => personId !== change.value) };
    case 'hands':
      return { ...view, hands: change.value.hands };
    case 'turn':
      return { ...view, turn: change.value };
    case 'pulse':
      return { ...view, pulse: change.value };
    case 'waterfall':
      return { ...view, waterfall: change.value };
    case 'waterfallCount':
      return { ...view, waterfallCount: change.value };
    case 'myAnswer':
      return { ...view, myAnswer: change.value };
  }
}

const idOf = ({ id }: Question) => id;
const idWithin = ({ question }: QuestionDesk | MyQuestion) => question?.id;
const personOf = ({ personId }: Hand) => personId;

/** Replaces the one of the same key, or adds it at the end. */
function put<Item>(items: Item[], item: Item, keyOf: (item: Item) => string | undefined): Item[] {
  const key = keyOf(item);
  if (!items.some((old) => keyOf(old) === key)) return [...items, item];
  return items.map((old) => (keyOf(old) === key ? item : old));
}

/** A question may be held three times; one whose votes stay the same stays the same object. */
function countVotes(view: View, { votes }: QuestionVotes): View {
  const counts = new Map(votes.map((one) => [one.questionId, one.votes]));
  const counted = (question: Question): Question => {
    const count = counts.get(question.id);
    return count === undefined || count === question.votes
      ? question
      : { ...question, votes: count };
  };
  const within = <Item extends { question?: Question }>(item: Item): Item => {
    const question = item.question && counted(item.question);
    return question === item.question ? item : { ...item, question };
  };
  return {
    ...view,
    questions: view.questions.map(counted),
    questionDesk: view.questionDesk.map(within),
    myQuestions: view.myQuestions.map(within),
  };
}

function setVote(mine: string[], { questionId, on }: MyVote): string[] {
  if (!on) return mine.filter((id) => id !== questionId);
  return mine.includes(questionId) ? mine : [...mine, questionId];
}
