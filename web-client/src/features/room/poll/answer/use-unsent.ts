// Runs that closed while this device still holds what someone had put in and not sent.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { MyBallot, Run } from '../../../../protocol/convene/v1/poll_pb';
import { isAnonymous, isOpenRun } from '../../../../session/polls';
import { useMyId, useRoom, useRoomState } from '../../room-context';
import { BallotBox } from '../ballot-box';
import { SheetDrafts } from './sheet-drafts';
import type { Sheet } from './typed';

export interface Unsent {
  run: Run;
  sheet: Sheet;
}

const NONE: readonly MyBallot[] = [];

export function useUnsent(runs: readonly Run[]) {
  const { sessionId, engine } = useRoom();
  const meId = useMyId();
  const ballots = useRoomState(({ view }) => view?.myBallots ?? NONE);
  const [seen, setSeen] = useState<readonly string[]>([]);
  const drafts = useMemo(() => new SheetDrafts(sessionId, meId), [sessionId, meId]);
  const unsent = useMemo<readonly Unsent[]>(() => {
    if (!engine) return [];
    return runs
      .filter((run) => !isOpenRun(run) && !isAnonymous(run.poll) && !seen.includes(run.id))
      .filter(({ id }) => !ballots.some(({ runId }) => runId === id))
      .map((run) => ({ run, sheet: drafts.read(run.id) }))
      .filter(({ sheet }) => Object.keys(sheet).length > 0);
  }, [engine, runs, ballots, seen, drafts]);
  const settled = useRef(new Set<string>());
  // An anonymous ballot of which nobody knew whether it arrived does not stay on this device.
  useEffect(() => {
    if (!engine) return;
    for (const run of runs) {
      if (isOpenRun(run) || !isAnonymous(run.poll) || settled.current.has(run.id)) continue;
      if (!new BallotBox(sessionId, run.id).read()) continue;
      settled.current.add(run.id);
      const at = { sessionId, runId: run.id, tokenKey: run.tokenKey };
      void import('../anonymous-ballot').then(({ settleBallot }) => settleBallot(at));
    }
  }, [engine, runs, sessionId]);

  return {
    unsent,
    onSeen({ id }: Run) {
      drafts.forget(id);
      setSeen([...seen, id]);
    },
  };
}
