// Runs a live connection for as long as the room is on the screen.
import { useEffect, useState } from 'react';
import type { ComeAs } from '../../protocol/convene/v1/in_session_pb';
import { startEngine } from '../../session/browser-engine';
import type { Engine } from '../../session/engine';

export function useEngine(sessionId: string, comeAs: ComeAs): Engine | undefined {
  const [engine, setEngine] = useState<Engine>();

  useEffect(() => {
    const started = startEngine(sessionId, comeAs);
    setEngine(started.engine);
    return () => started.stop();
  }, [sessionId, comeAs]);

  return engine;
}
