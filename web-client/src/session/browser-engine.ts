// A live connection of this tab: the engine with what a browser gives it, kept awake by the page.
import { realClock } from '../lib/clock';
import { tabStore } from '../lib/storage';
import type { ComeAs } from '../protocol/convene/v1/in_session_pb';
import { Engine } from './engine';
import { browserLocks } from './instance-lock';
import { browserLadder } from './ladder';
import { outboxStorage } from './outbox-storage';
import { requestTicket } from './ticket';

/** Starts it; `stop` ends it. Whoever comes as the same shares an outbox over reloads. */
export function startEngine(sessionId: string, comeAs: ComeAs): { engine: Engine; stop(): void } {
  const ladder = browserLadder();
  const engine = new Engine({
    sessionId,
    clock: realClock,
    random: Math.random,
    openSocket: ladder.open,
    getTicket: ladder.tickets(() => requestTicket(sessionId, comeAs)),
    storage: outboxStorage(tabStore, `convene.outbox.${sessionId}.${comeAs}`),
    locks: browserLocks,
  });
  const handleVisible = () => {
    if (document.visibilityState === 'visible') engine.nudge();
  };
  const handleOnline = () => engine.nudge();
  window.addEventListener('online', handleOnline);
  document.addEventListener('visibilitychange', handleVisible);
  void engine.start();
  return {
    engine,
    stop() {
      window.removeEventListener('online', handleOnline);
      document.removeEventListener('visibilitychange', handleVisible);
      engine.stop();
    },
  };
}
