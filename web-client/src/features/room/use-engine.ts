// Runs a live connection for as long as the room is on the screen.
import { useEffect, useState } from 'react';
import { realClock } from '../../lib/clock';
import { tabStore } from '../../lib/storage';
import type { ComeAs } from '../../protocol/convene/v1/api_pb';
import { Engine } from '../../session/engine';
import { browserLocks } from '../../session/instance-lock';
import { browserLadder } from '../../session/ladder';
import { outboxStorage } from '../../session/outbox-storage';
import { requestTicket } from '../../session/ticket';

export function useEngine(sessionId: string, comeAs: ComeAs): Engine | undefined {
  const [engine, setEngine] = useState<Engine>();

  useEffect(() => {
    const ladder = browserLadder();
    const created = new Engine({
      sessionId,
      clock: realClock,
      random: Math.random,
      openSocket: ladder.open,
      getTicket: ladder.tickets(() => requestTicket(sessionId, comeAs)),
      storage: outboxStorage(tabStore, `convene.outbox.${sessionId}.${comeAs}`),
      locks: browserLocks,
    });
    const handleVisible = () => {
      if (document.visibilityState === 'visible') created.nudge();
    };
    const handleOnline = () => created.nudge();
    window.addEventListener('online', handleOnline);
    document.addEventListener('visibilitychange', handleVisible);
    void created.start();
    setEngine(created);
    return () => {
      window.removeEventListener('online', handleOnline);
      document.removeEventListener('visibilitychange', handleVisible);
      created.stop();
    };
  }, [sessionId, comeAs]);

  return engine;
}
