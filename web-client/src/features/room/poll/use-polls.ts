// Runs and what came of them, as the parts of the room draw them.
import type { MyBallot, Run, RunResults } from '../../../protocol/convene/v1/poll_pb';
import { PollForm } from '../../../protocol/convene/v1/poll_pb';
import { ballotOf, isAnonymous, isShown, resultsOf, runOf } from '../../../session/polls';
import { useRoomState } from '../room-context';

const NONE: readonly Run[] = [];

export function useRuns(): readonly Run[] {
  return useRoomState(({ view }) => view?.runs ?? NONE);
}

export function useRun(id: string): Run | undefined {
  return useRoomState(({ view }) => runOf(view, id));
}

export function useMyBallot(runId: string): MyBallot | undefined {
  return useRoomState(({ view }) => ballotOf(view, runId));
}

export function useResults(runId: string): RunResults | undefined {
  return useRoomState(({ view }) => resultsOf(view, runId));
}

export function useIsShown(runId: string): boolean {
  return useRoomState(({ view }) => isShown(view, runId));
}

export function isTicket(run: Pick<Run, 'poll'>): boolean {
  return run.poll?.form === PollForm.EXIT_TICKET;
}

/** People may change their minds until the close. */
export function isChangeable({ poll }: Pick<Run, 'poll'>): boolean {
  return poll !== undefined && !poll.once && !isAnonymous(poll) && !isTicket({ poll });
}
