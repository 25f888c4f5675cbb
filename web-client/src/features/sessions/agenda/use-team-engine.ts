// A live connection as the team: commands go over nothing else.
import { useEffect, useState } from 'react';
import { realClock } from '../../../lib/clock';
import { tabStore } from '../../../lib/storage';
import { ComeAs } from '../../../protocol/convene/v1/api_pb';
import { Engine } from '../../../session/engine';
import { browserLocks } from '../../../session/instance-lock';
import { browserLadder } from '../../../session/ladder';
import { outboxStorage } from '../../../session/outbox-storage';
import { requestTicket } from '../../../session/ticket';

export function useTeamEngine(sessionId: string): Engine | undefined {
  const [engine, setEngine] = useState<Engine>();

  useEffect(() => {
    const ladder = browserLadder();
    const comeAs = ComeAs.ACCOUNT;
    const created = new Engine({
      sessionId,
      clock: realClock,
      random: Math.random,
      openSocket: ladder.open,
      getTicket: ladder.tickets(() => requestTicket(sessionId, comeAs)),
      // The outbox of the room: what could not be sent from here goes out from there.
      storage: outboxStorage(tabStore, `convene.outbox.${sessionId}.${comeAs}`),
      locks: browserLocks,
    });
    const handleOnline = () => created.nudge();
    window.addEventListener('online', handleOnline);
    document.addEventListener('visibilitychange', handleOnline);
    void created.start();
    setEngine(created);
    return () => {
      window.removeEventListener('online', handleOnline);
      document.removeEventListener('visibilitychange', handleOnline);
      created.stop();
    };
  }, [sessionId]);

  return engine;
}
