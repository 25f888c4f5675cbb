// Commands that are not acknowledged yet: numbered, kept through a reload, sent exactly once.
import { halfJitterMs } from '../lib/backoff';
import { ErrorCode } from '../protocol/convene/v1/error_pb';
import type { CommandBody } from './conversations';
import type { OutboxStorage } from './outbox-storage';

export type PendingState =
  /** On its way over the present connection. */
  | 'sending'
  /** Not sent yet, or sent over a connection that is gone. */
  | 'unsent'
  /** Refused: it did not happen. */
  | 'failed'
  /** Nobody can say any more whether it happened. */
  | 'unknown';

export interface Pending {
  /** Names it for as long as it is drawn. */
  key: string;
  n: number;
  body: CommandBody;
  state: PendingState;
  atMs: number;
  /** Has been on a wire at least once, so that it may have happened. */
  everSent: boolean;
  /** Why it was refused, which field of it is wrong, and more in English for developers. */
  code?: ErrorCode;
  field?: string;
  detail?: string;
  /** Its line has come; only the acknowledgement has not. */
  landed?: boolean;
  retries: number;
  notBeforeMs: number;
}

/** What a server says when it refuses. */
export type Refusal = Required<Pick<Pending, 'code' | 'field' | 'detail'>>;

/** The server remembers this many commands of an instance. */
export const IN_FLIGHT_MAX = 64;

const RETRY = { baseMs: 1000, maxMs: 10_000 };

export class Outbox {
  instance = '0';
  pending: readonly Pending[] = [];
  #nextN = 1;
  readonly #storage: OutboxStorage;

  constructor(storage: OutboxStorage) {
    this.#storage = storage;
    const stored = storage.load();
    if (!stored) return;
    this.instance = stored.instance;
    this.#nextN = stored.nextN;
    this.pending = stored.pending;
  }

  /** This tab is a copy: its commands are the business of the original. */
  forget(): void {
    this.instance = '0';
    this.#nextN = 1;
    this.#set([]);
  }

  /** What Welcome says. In a new instance, old numbers mean nothing. */
  bind(instance: string): void {
    if (instance === this.instance) return;
    this.instance = instance;
    this.#nextN = 1;
    this.#set(
      this.pending.map((item) => {
        if (item.state === 'failed' || item.state === 'unknown') return item;
        if (item.everSent) return { ...item, state: 'unknown' };
        return { ...item, n: this.#nextN++ };
      }),
    );
  }

  /** Returns its key, by which whoever asked can follow it. */
  add(body: CommandBody, nowMs: number): string {
    const n = this.#nextN++;
    const key = `${this.instance}:${n}`;
    const item: Pending = {
      key,
      n,
      body,
      state: 'unsent',
      atMs: nowMs,
      everSent: false,
      retries: 0,
      notBeforeMs: 0,
    };
    this.#set([...this.pending, item]);
    return key;
  }

  /** What may go out now, in order, marked as being under way. */
  take(nowMs: number): Pending[] {
    const waiting = this.pending.filter(isOpen);
    const oldest = waiting[0]?.n ?? 0;
    const taken: Pending[] = [];
    for (const item of waiting) {
      if (item.state === 'sending') continue;
      // Later ones wait too: what was written first should be read first.
      if (item.notBeforeMs > nowMs || item.n - oldest >= IN_FLIGHT_MAX) break;
      taken.push({ ...item, state: 'sending', everSent: true });
    }
    if (taken.length > 0) {
      const byKey = new Map(taken.map((item) => [item.key, item]));
      // Stored as sent before it is sent: a crash in between must not make it new again.
      this.#set(this.pending.map((item) => byKey.get(item.key) ?? item));
    }
    return taken;
  }

  /** When the next one that waits may go out. */
  get nextRetryMs(): number | undefined {
    const times = this.pending.filter(isOpen).flatMap(({ state, notBeforeMs }) => {
      return state === 'unsent' && notBeforeMs > 0 ? [notBeforeMs] : [];
    });
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  connectionLost(): void {
    if (!this.pending.some(({ state }) => state === 'sending')) return;
    this.#set(
      this.pending.map((item) =>
        item.state === 'sending' ? { ...item, state: 'unsent', notBeforeMs: 0 } : item,
      ),
    );
  }

  ack(n: number): void {
    this.#set(this.pending.filter((item) => item.n !== n || !isOpen(item)));
  }

  reject(n: number, refusal: Refusal, nowMs: number, random: number): void {
    this.#update(
      (item) => item.n === n && isOpen(item),
      (item) => {
        switch (refusal.code) {
          case ErrorCode.RETRY_LATER:
            return {
              ...item,
              state: 'unsent',
              retries: item.retries + 1,
              notBeforeMs: nowMs + halfJitterMs(RETRY, item.retries, random),
            };
          case ErrorCode.ID_TOO_OLD:
            return { ...item, state: 'unknown', ...refusal };
          default:
            return { ...item, state: 'failed', ...refusal };
        }
      },
    );
  }

  /** Another line of mine has come: the oldest of these was it. */
  landed(matches: (item: Pending) => boolean): void {
    const item = this.pending.find((one) => isOpen(one) && !one.landed && matches(one));
    if (!item) return;
    this.#update(
      ({ key }) => key === item.key,
      (one) => ({ ...one, landed: true }),
    );
  }

  /** Asks for it once more, as a new command. */
  retry(key: string, nowMs: number): void {
    const item = this.pending.find((one) => one.key === key);
    if (!item || isOpen(item)) return;
    this.discard(key);
    this.add(item.body, nowMs);
  }

  discard(key: string): void {
    this.#set(this.pending.filter((item) => item.key !== key));
  }

  #update(which: (item: Pending) => boolean, change: (item: Pending) => Pending): void {
    this.#set(this.pending.map((item) => (which(item) ? change(item) : item)));
  }

  #set(pending: readonly Pending[]): void {
    this.pending = pending;
    this.#storage.save({ instance: this.instance, nextN: this.#nextN, pending });
  }
}

/** Still to be answered by the server. */
export function isOpen({ state }: Pending): boolean {
  return state === 'sending' || state === 'unsent';
}
