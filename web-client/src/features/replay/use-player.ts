// A player for one replay, for as long as it is on the screen.
import { useEffect, useState } from 'react';
import { call } from '../../api/call';
import { realClock } from '../../lib/clock';
import type { Replay } from '../../protocol/convene/v1/in_session_pb';
import { InSession } from '../../protocol/convene/v1/in_session_pb';
import { ReplayPlayer } from './replay-player';

/** What a server that names no length means. */
const WINDOW_MS = 60_000;

export function usePlayer(sessionId: string, replay: Replay): ReplayPlayer | undefined {
  const [player, setPlayer] = useState<ReplayPlayer>();

  useEffect(() => {
    const created = new ReplayPlayer({
      clock: realClock,
      durationMs: Number(replay.durationMs),
      windowMs: replay.windowMs || WINDOW_MS,
      fetchWindow: (index, keyframe) =>
        call(
          InSession.method.getReplayWindow,
          {},
          {
            params: { session_id: sessionId, window: String(index) },
            query: keyframe ? undefined : { keyframe: 'false' },
            binary: true,
          },
        ),
    });
    void created.seek(0);
    setPlayer(created);
    return () => created.stop();
  }, [sessionId, replay]);

  return player;
}
