// In which order questions stand, and how much of it has changed while someone reads.
import type { Question } from '../../../protocol/convene/v1/question_pb';
import { Answered } from '../../../protocol/convene/v1/question_pb';

export type QuestionSort = 'votes' | 'newest' | 'unheard';

export const QUESTION_SORTS: readonly QuestionSort[] = ['votes', 'newest', 'unheard'];

export function isAnswered({ answered }: Pick<Question, 'answered'>): boolean {
  return answered !== Answered.UNSPECIFIED;
}

/** `districtOf` is empty where nobody knows it: of anonymous questions, say. */
export function inOrder(
  questions: readonly Question[],
  sort: QuestionSort,
  districtOf: (question: Question) => string,
): Question[] {
  const older = (a: Question, b: Question) => Number(a.atMs - b.atMs);
  const byVotes = (a: Question, b: Question) => b.votes - a.votes || older(a, b);
  const open = questions.filter((question) => !isAnswered(question));
  switch (sort) {
    case 'votes':
      return open.sort(byVotes);
    case 'newest':
      return open.sort((a, b) => older(b, a));
    case 'unheard': {
      const rank = heardRanks(questions, districtOf);
      return open.sort((a, b) => rank(a) - rank(b) || byVotes(a, b));
    }
  }
}

/** Districts that nobody has answered first, those with few questions before the others. */
function heardRanks(
  questions: readonly Question[],
  districtOf: (question: Question) => string,
): (question: Question) => number {
  const asked = new Map<string, number>();
  const heard = new Set<string>();
  for (const question of questions) {
    const district = districtOf(question);
    if (district === '') continue;
    asked.set(district, (asked.get(district) ?? 0) + 1);
    if (isAnswered(question)) heard.add(district);
  }
  const unknown = questions.length + 1;
  return (question) => {
    const district = districtOf(question);
    // Neither heard nor unheard: between the two.
    if (district === '') return unknown;
    return heard.has(district) ? unknown + 1 : (asked.get(district) ?? 0);
  };
}

/** How many would have to move so that what is shown stands as it should. */
export function movesBetween(shown: readonly string[], wanted: readonly string[]): number {
  const placeOf = new Map(wanted.map((id, place) => [id, place]));
  // The longest row of those that stand right to each other: the others move.
  const ends: number[] = [];
  for (const id of shown) {
    const place = placeOf.get(id);
    if (place === undefined) continue;
    const at = ends.findIndex((end) => end > place);
    ends[at === -1 ? ends.length : at] = place;
  }
  return shown.length - ends.length;
}
