// A live connection as the team: commands go over nothing else.
import { useEffect, useState } from 'react';
import { ComeAs } from '../../../protocol/convene/v1/in_session_pb';
import { startEngine } from '../../../session/browser-engine';
import type { Engine } from '../../../session/engine';

export function useTeamEngine(sessionId: string): Engine | undefined {
  const [engine, setEngine] = useState<Engine>();

  useEffect(() => {
    // With the outbox of the room: what could not be sent from here goes out from there.
    const started = startEngine(sessionId, ComeAs.ACCOUNT);
    setEngine(started.engine);
    return () => started.stop();
  }, [sessionId]);

  return engine;
}
