// Which polls have the middle of the room: those that ask me now, or what came of the last one.
import { useMemo, useRef } from 'react';
import type { Run, RunResults } from '../../../protocol/convene/v1/poll_pb';
import { isOpenRun, openRunsHere } from '../../../session/polls';
import { useRoomState } from '../room-context';
import type { Unsent } from './answer/use-unsent';
import { useUnsent } from './answer/use-unsent';

export interface PollStage {
  /** The newest first. */
  open: readonly Run[];
  /** Everyone sees what came of it, and nothing newer has taken its place. */
  closed: Run | undefined;
  /** Closed before someone had sent what they put in. */
  unsent: readonly Unsent[];
  onSeen: (run: Run) => void;
}

const NO_RUNS: readonly Run[] = [];
const NO_RESULTS: readonly RunResults[] = [];

export function usePollStage(): PollStage {
  const runs = useRoomState(({ view }) => view?.runs ?? NO_RUNS);
  const mine = useRoomState(({ view }) => view?.myRoom);
  const round = useRoomState(({ view }) => view?.openRound);
  const open = useMemo(
    () => openRunsHere({ runs, myRoom: mine, openRound: round }),
    [runs, mine, round],
  );
  const { unsent, onSeen } = useUnsent(runs);
  const last = useLastShown(runs);
  const [newest] = open;
  const newer = last && newest && newest.openedAtMs > last.closedAtMs;
  return { open, closed: newer ? undefined : last, unsent, onSeen };
}

/** Until the session goes on: results are of the step in which they came. */
function useLastShown(runs: readonly Run[]): Run | undefined {
  const shown = useRoomState(({ view }) => view?.shown ?? NO_RESULTS);
  const sinceMs = useRoomState(({ view }) => view?.now?.sinceMs ?? 0n);
  const spotlit = useRoomState(({ view }) => view?.spotlight?.on);
  // What was there when one came says nothing of when it was shown; what comes later does.
  const seen = useRef<Map<string, bigint>>(undefined);
  const before = seen.current;
  seen.current = new Map(
    shown.map(({ runId }) => [runId, before ? (before.get(runId) ?? sinceMs) : -1n]),
  );
  const lastId = shown[shown.length - 1]?.runId;
  const run = runs.find(({ id }) => id === lastId);
  if (!run || isOpenRun(run)) return undefined;
  if (spotlit?.case === 'runId' && spotlit.value === run.id) return undefined;
  const came = seen.current.get(run.id) ?? -1n;
  return run.closedAtMs >= sinceMs || came === sinceMs ? run : undefined;
}
