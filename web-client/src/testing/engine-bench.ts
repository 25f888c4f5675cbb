// An engine with a fake socket, tab storage and locks, under fake timers.
import { vi } from 'vitest';
import { realClock } from '../lib/clock';
import type { KeyValue } from '../lib/storage';
import type { CommandBody } from '../session/conversations';
import { lineFor, PLENARY } from '../session/conversations';
import { Engine } from '../session/engine';
import type { InstanceLocks } from '../session/instance-lock';
import type { Ladder } from '../session/ladder';
import { outboxStorage } from '../session/outbox-storage';
import type { TicketOutcome } from '../session/ticket';
import { FakeSockets } from './fake-socket';

/** Storage of one tab: give it to a second bench, and that is the tab after a reload. */
export class FakeStorage implements KeyValue {
  readonly #values = new Map<string, string>();

  read = (key: string) => this.#values.get(key);
  write = (key: string, value: string) => void this.#values.set(key, value);
  remove = (key: string) => void this.#values.delete(key);

  copy(): FakeStorage {
    const copy = new FakeStorage();
    for (const [key, value] of this.#values) copy.write(key, value);
    return copy;
  }
}

/** Locks of one browser, over all its tabs. */
export class FakeLocks implements InstanceLocks {
  readonly held = new Set<string>();

  async hold(name: string) {
    if (this.held.has(name)) return undefined;
    this.held.add(name);
    return () => void this.held.delete(name);
  }
}

interface BenchOptions {
  storage?: FakeStorage;
  locks?: FakeLocks;
  tickets?: (count: number) => TicketOutcome;
  /** Instead of fake sockets. */
  ladder?: Ladder;
}

export function engineBench(options: BenchOptions = {}) {
  const sockets = new FakeSockets();
  const storage = options.storage ?? new FakeStorage();
  const locks = options.locks ?? new FakeLocks();
  const tickets = { count: 0 };
  const getTicket = async (): Promise<TicketOutcome> => {
    tickets.count += 1;
    if (bench.hangingTickets-- > 0) await new Promise(() => undefined);
    return options.tickets?.(tickets.count) ?? { kind: 'ticket', ticket: `tk${tickets.count}` };
  };
  const engine = new Engine({
    sessionId: 'ses_1',
    clock: realClock,
    random: () => 0.5,
    openSocket: options.ladder?.open ?? sockets.open,
    getTicket: options.ladder?.tickets(getTicket) ?? getTicket,
    storage: outboxStorage(storage, 'outbox'),
    locks,
  });
  const bench = {
    /** So many requests for a ticket get no answer, not even a failure. */
    hangingTickets: 0,
    engine,
    sockets,
    storage,
    locks,
    tickets,
    get state() {
      return engine.store.get();
    },
    /** Up to the moment when the newest socket is open and has said hello. */
    async arrive() {
      await engine.start();
      await settle();
      sockets.last.accept();
    },
    /** Until the engine has opened another socket and said hello. */
    async comeBack() {
      const before = sockets.all.length;
      while (sockets.all.length === before) await vi.advanceTimersByTimeAsync(500);
      sockets.last.accept();
    },
  };
  return bench;
}

export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

export function saying(text: string): CommandBody {
  return lineFor(PLENARY, text);
}
