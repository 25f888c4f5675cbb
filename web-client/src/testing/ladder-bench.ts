// An engine on a ladder whose sockets, of all rungs, a test holds.
import { vi } from 'vitest';
import { realClock } from '../lib/clock';
import { Ladder } from '../session/ladder';
import type { OpenSocket, Transport } from '../session/socket';
import type { TicketOutcome } from '../session/ticket';
import { welcome } from './builders';
import { engineBench, FakeStorage, settle } from './engine-bench';
import { FakeSocket } from './fake-socket';

interface LadderBenchOptions {
  storage?: FakeStorage;
  tickets?: (count: number) => TicketOutcome;
}

export async function ladderBench(options: LadderBenchOptions = {}) {
  const all: FakeSocket[] = [];
  const network = { online: true };
  const storage = options.storage ?? new FakeStorage();
  const rung =
    (transport: Transport): OpenSocket =>
    (events) => {
      const socket = new FakeSocket(events, transport);
      all.push(socket);
      return socket;
    };
  const ladder = new Ladder({
    clock: realClock,
    storage,
    isOnline: () => network.online,
    sockets: { websocket: rung('websocket'), sse: rung('sse'), poll: rung('poll') },
  });
  const { engine } = engineBench({ ladder, tickets: options.tickets });
  await engine.start();
  await settle();
  return {
    engine,
    storage,
    network,
    all,
    get last(): FakeSocket {
      const socket = all[all.length - 1];
      if (!socket) throw new Error('no socket was opened');
      return socket;
    },
    get ways() {
      return all.map(({ transport }) => transport);
    },
    get state() {
      return engine.store.get();
    },
    /** Time goes by in steps, so that what follows from a timer has happened. */
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
    async welcomed() {
      const socket = all[all.length - 1];
      socket?.accept();
      socket?.receive(welcome());
      await settle();
    },
    /** Until the engine has opened another socket. */
    async comesBack() {
      const before = all.length;
      while (all.length === before) await vi.advanceTimersByTimeAsync(100);
    },
    /** Fails, and lets the engine try again. */
    async fails() {
      all[all.length - 1]?.drop();
      await settle();
    },
  };
}
