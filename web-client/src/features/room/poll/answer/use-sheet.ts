// What someone has put in for a run: kept on this device until it is answered.
import { useEffect, useMemo, useState } from 'react';
import { useMyId, useRoom } from '../../room-context';
import { EMPTY, SheetDrafts } from './sheet-drafts';
import type { Sheet } from './typed';

/** `kept`: survives a reload. `done`: it has been answered, and needs no draft any more. */
export function useSheet(runId: string, kept: boolean, done: boolean) {
  const { sessionId } = useRoom();
  const meId = useMyId();
  const drafts = useMemo(() => new SheetDrafts(sessionId, meId), [sessionId, meId]);
  const [sheet, setSheet] = useState<Sheet>(() => (kept && !done ? drafts.read(runId) : EMPTY));

  useEffect(() => {
    if (done) drafts.forget(runId);
  }, [done, drafts, runId]);

  function change(next: Sheet) {
    setSheet(next);
    if (kept) drafts.write(runId, next);
  }

  return { sheet, change, forget: () => drafts.forget(runId) };
}
