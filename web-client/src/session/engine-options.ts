// What an engine is given from outside: a browser's in real life, fakes in tests.
import type { Clock } from '../lib/clock';
import type { InstanceLocks } from './instance-lock';
import type { OutboxStorage } from './outbox-storage';
import type { OpenSocket } from './socket';
import type { TicketOutcome } from './ticket';

export interface EngineOptions {
  sessionId: string;
  clock: Clock;
  random: () => number;
  openSocket: OpenSocket;
  getTicket: () => Promise<TicketOutcome>;
  storage: OutboxStorage;
  locks: InstanceLocks;
}
