// Three ways to the server, the best one first: down a rung when a network does not let it through.
import type { Cancel, Clock } from '../lib/clock';
import { realClock } from '../lib/clock';
import type { KeyValue } from '../lib/storage';
import { localStore } from '../lib/storage';
import type { ServerItem } from '../protocol/convene/v1/wire_pb';
import { openPollSocket } from './poll-socket';
import { rememberedRung, rememberRung } from './rung-memory';
import type { OpenSocket, Socket, SocketEvents, Transport } from './socket';
import { ABNORMAL } from './socket';
import { openSseSocket } from './sse-socket';
import type { TicketOutcome } from './ticket';
import { unpacking } from './unpacking';
import { openWebSocket } from './web-socket';

export interface LadderOptions {
  clock: Clock;
  storage: KeyValue;
  /** False: the network is gone, which says nothing about any way. */
  isOnline: () => boolean;
  sockets: Record<Transport, OpenSocket>;
}

const BELOW: Record<Transport, Transport> = {
  websocket: 'sse',
  sse: 'poll',
  // When nothing works it was not the way: from the top again.
  poll: 'websocket',
};
/** From the first attempt on a rung to its welcome; all attempts together. */
const WELCOME_MS_MAX: Record<Transport, number> = { websocket: 5000, sse: 5000, poll: 9000 };
/**
 * A WebSocket does not show that half a frame has come. How long it took to open does: a slow
 * network gets so many times that for its welcome, which has everyone and a hundred lines in it.
 */
const OPENINGS_MAX = 25;
const SLOW_WELCOME_MS_MAX = 15_000;
/** The other ways show every byte. */
const STALLED_MS = 5000;
/** One that failed later than this leaves no time for a second one. */
const FIRST_TRY_MS_MAX = 2500;
const SECOND_TRY_MS_MIN = 1000;
const FAILURES_MAX = 2;
/** Heartbeats come every 5 s: this long without any, a proxy may hold them back. */
const QUIET_MS = 10_000;
const QUIET_WITHIN_MS = 60_000;
/** Our own codes: the server has spoken, so the way is open. */
const OWN_CODE_MIN = 4000;

export class Ladder {
  readonly #options: LadderOptions;
  #rung: Transport;
  #failures = 0;
  #triedSinceMs: number | undefined;
  /** When the present attempt has taken too long. */
  #untilMs = 0;
  #quietMs: number[] = [];

  constructor(options: LadderOptions) {
    this.#options = options;
    this.#rung = rememberedRung(options.storage, options.clock.now());
  }

  readonly open: OpenSocket = (events) => new Attempt(this, this.#options, this.#rung, events);

  /** Tickets come over ordinary requests: where those fail it is the network, and no way's fault. */
  tickets(get: () => Promise<TicketOutcome>): () => Promise<TicketOutcome> {
    return async () => {
      const outcome = await get();
      if (outcome.kind === 'retry') this.abandoned();
      return outcome;
    };
  }

  /** How long an attempt that begins now may take. */
  begin(rung: Transport): number {
    const now = this.#options.clock.now();
    const left = () => (this.#triedSinceMs ?? now) + WELCOME_MS_MAX[rung] - now;
    // Long ago: this is a new beginning.
    if (left() < SECOND_TRY_MS_MIN) this.abandoned();
    this.#triedSinceMs ??= now;
    return this.extend(left());
  }

  extend(ms: number): number {
    this.#untilMs = this.#options.clock.now() + ms;
    return ms;
  }

  /** Nobody wanted to know any more how it would have ended. */
  abandoned(): void {
    this.#failures = 0;
    this.#triedSinceMs = undefined;
  }

  welcomed(rung: Transport): void {
    this.abandoned();
    rememberRung(this.#options.storage, rung, this.#options.clock.now());
  }

  /** Not welcomed. Says whether the next attempt is to follow at once. */
  failed(rung: Transport, late: boolean): 'at-once' | undefined {
    const now = this.#options.clock.now();
    const tookMs = now - (this.#triedSinceMs ?? 0);
    // A timer that comes far too late has slept, with the computer.
    if (!this.#options.isOnline() || now > this.#untilMs + WELCOME_MS_MAX[rung]) {
      this.abandoned();
      return undefined;
    }
    this.#failures += 1;
    const again = !late && this.#failures < FAILURES_MAX && tookMs <= FIRST_TRY_MS_MAX;
    return again ? 'at-once' : this.#stepDown(rung);
  }

  /** Nothing has come for a while. Says whether to try the next way, and that at once. */
  quiet(rung: Transport): 'at-once' | undefined {
    if (rung !== 'sse' || !this.#options.isOnline()) return undefined;
    const now = this.#options.clock.now();
    this.#quietMs = [...this.#quietMs.filter((ms) => now - ms <= QUIET_WITHIN_MS), now];
    return this.#quietMs.length < 2 ? undefined : this.#stepDown(rung);
  }

  #stepDown(rung: Transport): 'at-once' | undefined {
    this.abandoned();
    this.#quietMs = [];
    this.#rung = BELOW[rung];
    // All ways in a row would be a storm: after the last one comes an ordinary pause.
    return this.#rung === 'websocket' ? undefined : 'at-once';
  }
}

/** One connection over one rung, watched for what the ladder wants to know. */
class Attempt implements Socket {
  readonly transport: Transport;
  readonly #ladder: Ladder;
  readonly #clock: Clock;
  readonly #events: SocketEvents;
  readonly #beganMs: number;
  readonly #inner: Socket;
  #state: 'trying' | 'spoken' | 'welcomed' | 'over' = 'trying';
  /** For the welcome, then for the next frame. */
  #cancel: Cancel;

  constructor(
    ladder: Ladder,
    { clock, sockets }: LadderOptions,
    rung: Transport,
    events: SocketEvents,
  ) {
    this.transport = rung;
    this.#ladder = ladder;
    this.#clock = clock;
    this.#events = events;
    this.#beganMs = clock.now();
    this.#cancel = clock.after(ladder.begin(rung), () => this.#lose(ladder.failed(rung, true)));
    this.#inner = sockets[rung]({
      onOpen: () => this.#opened(),
      onBytes: () => this.#giveTime(STALLED_MS),
      onItems: (items) => this.#heard(items),
      onClose: (code) => this.#closed(code),
    });
  }

  send(item: Parameters<Socket['send']>[0]): void {
    this.#inner.send(item);
  }

  close(): void {
    if (this.#state === 'trying') this.#ladder.abandoned();
    this.#end();
    this.#inner.close();
  }

  #opened(): void {
    const slowMs = OPENINGS_MAX * (this.#clock.now() - this.#beganMs);
    // The other ways are opened by their first request, and have their bytes.
    if (this.transport === 'websocket' && slowMs > WELCOME_MS_MAX.websocket) {
      this.#giveTime(Math.min(slowMs, SLOW_WELCOME_MS_MAX));
    }
    this.#events.onOpen();
  }

  /** For the welcome, from now on. */
  #giveTime(ms: number): void {
    if (this.#state !== 'trying') return;
    this.#cancel();
    const lose = () => this.#lose(this.#ladder.failed(this.transport, true));
    this.#cancel = this.#clock.after(this.#ladder.extend(ms), lose);
    this.#events.onBytes?.();
  }

  #heard(items: ServerItem[]): void {
    if (this.#state === 'over') return;
    for (const { item } of items) {
      if (item.case === 'goodbye' && this.#state === 'trying') this.#state = 'spoken';
      if (item.case !== 'welcome') continue;
      this.#state = 'welcomed';
      this.#ladder.welcomed(this.transport);
    }
    if (this.#state === 'welcomed') this.#waitForMore();
    this.#events.onItems(items);
  }

  #waitForMore(): void {
    const heardMs = this.#clock.now();
    this.#cancel();
    this.#cancel = this.#clock.after(QUIET_MS, () => {
      const slept = this.#clock.now() - heardMs > 2 * QUIET_MS;
      const next = slept ? undefined : this.#ladder.quiet(this.transport);
      if (next) this.#lose(next);
    });
  }

  #closed(code: number): void {
    const ours = code >= OWN_CODE_MIN || this.#state !== 'trying';
    const next = ours ? undefined : this.#ladder.failed(this.transport, false);
    this.#end();
    this.#events.onClose(code, next);
  }

  /** Given up by ourselves. */
  #lose(next: 'at-once' | undefined): void {
    this.#end();
    this.#inner.close();
    this.#events.onClose(ABNORMAL, next);
  }

  #end(): void {
    this.#state = 'over';
    this.#cancel();
  }
}

export function browserLadder(): Ladder {
  return new Ladder({
    clock: realClock,
    storage: localStore,
    isOnline: () => navigator.onLine,
    sockets: {
      websocket: unpacking(openWebSocket),
      sse: unpacking(openSseSocket),
      poll: unpacking(openPollSocket),
    },
  });
}
