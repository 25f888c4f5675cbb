// Polls in a view: what is prepared, what runs, what came of it, and how they change.
import type { MyBallot, Poll, Run, RunResults } from '../protocol/convene/v1/poll_pb';
import { PollPrivacy } from '../protocol/convene/v1/poll_pb';
import { Permission } from '../protocol/convene/v1/roster_pb';
import type { Change, View } from '../protocol/convene/v1/view_pb';
import { myPlaceOf } from './rounds';

type PollCase =
  | 'pollPut'
  | 'pollGone'
  | 'runPut'
  | 'runGone'
  | 'shown'
  | 'shownGone'
  | 'tallyPut'
  | 'myBallot';

export type PollChange = Extract<Change['change'], { case: PollCase }>;

/** A new view; everything that the change does not touch stays the same object. */
export function applyPollChange(view: View, change: PollChange): View {
  switch (change.case) {
    case 'pollPut':
      return { ...view, polls: put(view.polls, change.value, pollId) };
    case 'pollGone':
      return { ...view, polls: without(view.polls, change.value, pollId) };
    case 'runPut':
      return { ...view, runs: put(view.runs, change.value, pollId) };
    case 'runGone':
      return runGone(view, change.value);
    case 'shown':
      return { ...view, shown: put(view.shown, change.value, runId) };
    case 'shownGone':
      return { ...view, shown: without(view.shown, change.value, runId) };
    case 'tallyPut':
      return { ...view, tallies: put(view.tallies, change.value, runId) };
    case 'myBallot':
      return { ...view, myBallots: put(view.myBallots, change.value, runId) };
  }
}

const pollId = ({ id }: Pick<Poll | Run, 'id'>) => id;
const runId = ({ runId: id }: Pick<RunResults | MyBallot, 'runId'>) => id;

/** In the place of the one with its id, or at the end. */
function put<Item>(items: Item[], item: Item, idOf: (item: Item) => string): Item[] {
  const id = idOf(item);
  if (!items.some((old) => idOf(old) === id)) return [...items, item];
  return items.map((old) => (idOf(old) === id ? item : old));
}

function without<Item>(items: Item[], id: string, idOf: (item: Item) => string): Item[] {
  return items.filter((item) => idOf(item) !== id);
}

/** With it goes whatever one holds of it. */
function runGone(view: View, id: string): View {
  return {
    ...view,
    runs: without(view.runs, id, pollId),
    shown: without(view.shown, id, runId),
    tallies: without(view.tallies, id, runId),
    myBallots: without(view.myBallots, id, runId),
  };
}

export function isOpenRun({ closedAtMs }: Pick<Run, 'closedAtMs'>): boolean {
  return closedAtMs === 0n;
}

export function isAnonymous(poll: Pick<Poll, 'privacy'> | undefined): boolean {
  return poll?.privacy === PollPrivacy.ANONYMOUS;
}

/** Of a view, what says where I am. */
type Where = Pick<View, 'myRoom' | 'openRound'>;

/** In the plenary, or in a room that I am in. */
export function isHere(view: Where, { place }: Pick<Run, 'place'>): boolean {
  if (!place?.roundId) return true;
  const mine = myPlaceOf(view);
  if (mine?.roundId !== place.roundId) return false;
  return place.room === 0 || place.room === mine.room.number;
}

/** What is asked of me now, the newest first. */
export function openRunsHere(view: Where & { runs: readonly Run[] }): Run[] {
  return view.runs.filter((run) => isOpenRun(run) && isHere(view, run)).reverse();
}

export function runOf(view: View | undefined, id: string): Run | undefined {
  return view?.runs.find((run) => run.id === id);
}

export function ballotOf(view: View | undefined, id: string): MyBallot | undefined {
  return view?.myBallots.find((ballot) => ballot.runId === id);
}

/**
 * What I may see of a run. Facilitators have more than everyone sees; others have a tally of their
 * own only until everyone sees it.
 */
export function resultsOf(view: View | undefined, id: string): RunResults | undefined {
  const tally = view?.tallies.find((one) => one.runId === id);
  const shown = view?.shown.find((one) => one.runId === id);
  const runs = (view?.me?.permission ?? Permission.UNSPECIFIED) >= Permission.FACILITATOR;
  return runs ? (tally ?? shown) : (shown ?? tally);
}

export function isShown(view: View | undefined, id: string): boolean {
  return view?.shown.some((one) => one.runId === id) === true;
}

/** The run of a poll that was opened last: 0 when there was none. */
export function lastNumber(runs: readonly Run[], poll: string): number {
  return runs.reduce((last, run) => (run.poll?.id === poll ? Math.max(last, run.number) : last), 0);
}
