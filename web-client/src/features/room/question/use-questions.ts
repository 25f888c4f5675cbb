// What this person sees of the questions, and what they have asked for and not heard yet.
import { useMemo } from 'react';
import type { MyQuestion, Question, QuestionDesk } from '../../../protocol/convene/v1/question_pb';
import { QuestionState } from '../../../protocol/convene/v1/question_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { isOpen } from '../../../session/outbox';
import { useFacilitating, useRoomState } from '../room-context';

const QUESTIONS: readonly Question[] = [];
const DESK: readonly QuestionDesk[] = [];
const MINE: readonly MyQuestion[] = [];
const VOTES: readonly string[] = [];
const PEOPLE: readonly Person[] = [];

export function useQuestions() {
  const runs = useFacilitating();
  const questions = useRoomState(({ view }) => view?.questions ?? QUESTIONS);
  const desk = useRoomState(({ view }) => (runs ? (view?.questionDesk ?? DESK) : DESK));
  const myQuestions = useRoomState(({ view }) => view?.myQuestions ?? MINE);
  const myVotes = useRoomState(({ view }) => view?.myVotes ?? VOTES);
  const pending = useRoomState((state) => state.pending);
  const districtOf = useDistrictOf();

  return useMemo(() => {
    const inState = (state: QuestionState) =>
      desk.filter(({ question }) => question?.state === state);
    return {
      questions,
      byId: new Map(questions.map((question) => [question.id, question])),
      /** What facilitators know of each besides. */
      deskOf: new Map(desk.map((one) => [one.question?.id ?? '', one])),
      waiting: inState(QuestionState.WAITING),
      hidden: inState(QuestionState.HIDDEN),
      mineIds: new Set(myQuestions.map(({ question }) => question?.id ?? '')),
      /** Mine that the others do not see. */
      unseen: myQuestions.flatMap(({ question }) =>
        question && isUnseen(question) ? question : [],
      ),
      votedIds: new Set(myVotes),
      /** My votes that are on their way. */
      votingIds: new Set(
        pending.flatMap((item) =>
          item.body.case === 'voteQuestion' && isOpen(item) ? item.body.value.questionId : [],
        ),
      ),
      districtOf,
    };
  }, [questions, desk, myQuestions, myVotes, pending, districtOf]);
}

export type Questions = ReturnType<typeof useQuestions>;

function isUnseen({ state }: Question): boolean {
  return state !== QuestionState.SHOWN && state !== QuestionState.WITHDRAWN;
}

/** Of anonymous questions nobody is told the district, not even by the order in the list. */
function useDistrictOf(): (question: Question) => string {
  const people = useRoomState(({ view }) => view?.people ?? PEOPLE);
  return useMemo(() => {
    const districts = new Map(people.map(({ id, organisation }) => [id, organisation?.name]));
    return ({ authorId }) => (authorId && districts.get(authorId)) || '';
  }, [people]);
}
