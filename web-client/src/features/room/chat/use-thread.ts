// A line and all that was said to it: fetched whole, and kept up with what changes.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { call } from '../../../api/call';
import type { Channel, Line } from '../../../protocol/convene/v1/chat_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import { followed } from '../../../session/earlier';
import { useRoom } from '../room-context';
import type { Fetched } from './fetch-lines';
import { fetchLines } from './fetch-lines';

export interface Thread {
  lines: readonly Line[];
  state: 'loading' | 'ready' | 'failed';
  /** More replies than one answer holds. */
  hasMore: boolean;
  retry: () => void;
}

const NOTHING: Fetched = { lines: [], hasMore: false };

export function useThread(rootId: string, channel: Channel | undefined): Thread {
  const { engine, sessionId } = useRoom();
  const [fetched, setFetched] = useState(NOTHING);
  // A replay shows what was there at its moment, and asks nobody.
  const [state, setState] = useState<Thread['state']>(engine ? 'loading' : 'ready');

  const load = useCallback(async () => {
    if (!engine) return;
    setState('loading');
    try {
      const params = { session_id: sessionId, line_id: rootId };
      setFetched(await fetchLines(engine, () => call(InSession.method.getThread, {}, { params })));
      setState('ready');
    } catch {
      setState('failed');
    }
  }, [engine, sessionId, rootId]);

  useEffect(() => void load(), [load]);

  useEffect(
    () =>
      engine?.changes.listen((change) =>
        setFetched((before) => {
          const lines = followed(before.lines, change);
          return lines === before.lines ? before : { ...before, lines };
        }),
      ),
    [engine],
  );

  const lines = useMemo(
    () => joined(fetched.lines, channel?.lines ?? [], rootId),
    [fetched, channel, rootId],
  );
  return { lines, state, hasMore: fetched.hasMore, retry: () => void load() };
}

/** What the room holds is as new as it gets; the answer adds what it does not hold. */
function joined(fetched: readonly Line[], held: readonly Line[], rootId: string): Line[] {
  const all = new Map(fetched.map((line) => [line.id, line]));
  for (const line of held) {
    if (line.id === rootId || line.replyToId === rootId) all.set(line.id, line);
  }
  return [...all.values()].sort((a, b) => Number(a.atMs - b.atMs));
}
