// Keeps a connection: ticket, socket, liveness, reconnecting. Knows nothing of views.
import type { Backoff } from '../lib/backoff';
import { fullJitterMs } from '../lib/backoff';
import type { Cancel, Clock } from '../lib/clock';
import type { ClientFrame, Goodbye, ServerItem } from '../protocol/convene/v1/wire_pb';
import { afterClose } from './close-codes';
import type { Connection, EndReason } from './connection';
import type { OpenSocket, Socket, Transport } from './socket';
import type { TicketOutcome } from './ticket';

export interface LinkOptions {
  clock: Clock;
  random: () => number;
  openSocket: OpenSocket;
  getTicket: () => Promise<TicketOutcome>;
  hello: (ticket: string) => ClientFrame['item'];
  /** One frame. `heardBeforeMs` is when we had last heard anything before it. */
  onItems: (items: ServerItem[], heardBeforeMs: number | undefined) => void;
  /** The connection changed without a frame. */
  onChange: () => void;
}

const BACKOFF: Backoff = { baseMs: 500, maxMs: 15_000 };
const PING_MS = 10_000;
const WATCH_MS = 1_000;
const OPENING_MS_MAX = 10_000;
/** Once something has come, on a slow network; whoever opens sockets gives up before that. */
const SLOW_OPENING_MS_MAX = 30_000;
const HEARTBEAT_MS = 5_000;
/** Live for this long, a connection counts as good, and the backoff starts anew. */
const STEADY_MS = 5_000;

export class Link {
  connection: Connection = { kind: 'connecting', attempt: 0 };
  lastHeardMs: number | undefined;
  /** What carries the frames, or did last. */
  transport: Transport = 'websocket';

  readonly #options: LinkOptions;
  #socket: Socket | undefined;
  #timers: Cancel[] = [];
  #attempt = 0;
  #refusedTickets = 0;
  #liveSinceMs: number | undefined;
  #silentAfterMs = 2 * HEARTBEAT_MS;
  // A ticket that arrives for an attempt that is over is let lie.
  #round = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  async connect(): Promise<void> {
    this.#reset();
    const round = this.#round;
    this.#become({ kind: 'connecting', attempt: this.#attempt });
    // Also for the ticket: a request on a network that is gone may hang for minutes.
    this.#limitOpening(OPENING_MS_MAX);
    const outcome = await this.#options.getTicket();
    if (round !== this.#round) return;
    if (outcome.kind === 'retry') return this.#wait();
    if (outcome.kind === 'end') return this.#end(outcome.reason);
    this.#limitOpening(OPENING_MS_MAX);
    this.#socket = this.#options.openSocket({
      onOpen: () => this.#socket?.send(this.#options.hello(outcome.ticket)),
      onBytes: () => {
        if (this.connection.kind === 'connecting') this.#limitOpening(SLOW_OPENING_MS_MAX);
      },
      onItems: (items) => this.#heard(items),
      onClose: (code, next) => (next ? this.#again() : this.#closed(code)),
    });
    this.transport = this.#socket.transport;
    this.#options.onChange();
  }

  #limitOpening(ms: number): void {
    this.#cancelTimers();
    this.#timers.push(this.#options.clock.after(ms, () => this.#wait()));
  }

  /** Straight on, not through a wait: we have waited enough, or another way is to be tried. */
  #again(): void {
    if (this.#liveSinceMs !== undefined) this.#countAttempt();
    void this.connect();
  }

  send(item: ClientFrame['item']): void {
    this.#socket?.send(item);
  }

  stop(): void {
    this.#reset();
  }

  /** The network or the page has come back: look now instead of when a timer says. */
  nudge(): void {
    if (this.connection.kind === 'waiting') void this.connect();
    else this.#watch();
  }

  #heard(items: ServerItem[]): void {
    const heardBeforeMs = this.lastHeardMs;
    this.lastHeardMs = this.#options.clock.now();
    for (const { item } of items) {
      if (item.case === 'welcome') this.#welcomed(item.value.heartbeatIntervalMs);
    }
    if (this.connection.kind === 'silent') this.connection = { kind: 'live' };
    this.#options.onItems(items, heardBeforeMs);
    for (const { item } of items) if (item.case === 'goodbye') this.#goodbye(item.value);
  }

  #welcomed(heartbeatMs: number): void {
    const { clock } = this.#options;
    this.#silentAfterMs = 2 * (heartbeatMs || HEARTBEAT_MS);
    this.#cancelTimers();
    this.#timers.push(
      clock.every(WATCH_MS, () => this.#watch()),
      clock.every(PING_MS, () => {
        this.send({ case: 'ping', value: { $typeName: 'convene.v1.Ping' } });
      }),
    );
    this.#refusedTickets = 0;
    this.#liveSinceMs = clock.now();
    // The frame that brought the welcome makes it known.
    this.connection = { kind: 'live' };
  }

  #watch(): void {
    const { kind } = this.connection;
    if ((kind !== 'live' && kind !== 'silent') || this.lastHeardMs === undefined) return;
    const quietMs = this.#options.clock.now() - this.lastHeardMs;
    if (quietMs >= 2 * this.#silentAfterMs) this.#again();
    else if (quietMs >= this.#silentAfterMs && kind === 'live') {
      this.#become({ kind: 'silent', sinceMs: this.lastHeardMs });
    }
  }

  #goodbye({ code, reconnect, afterMs }: Goodbye): void {
    const { kind } = afterClose(code);
    // For a code that is news to us, the server says itself whether to come back.
    if (kind === 'reconnect' || reconnect) this.#wait(afterMs);
    else this.#closed(code);
  }

  #closed(code: number): void {
    const next = afterClose(code);
    switch (next.kind) {
      case 'reconnect':
        return this.#wait();
      case 'end':
        return this.#end(next.reason);
      case 'new-ticket':
        this.#refusedTickets += 1;
        if (this.#refusedTickets > 1) return this.#end('ticket-refused');
        void this.connect();
    }
  }

  #wait(atLeastMs = 0): void {
    const { clock, random } = this.#options;
    this.#countAttempt();
    const delayMs = atLeastMs + fullJitterMs(BACKOFF, this.#attempt - 1, random());
    this.#reset();
    this.#timers.push(clock.after(delayMs, () => void this.connect()));
    this.#become({ kind: 'waiting', retryAtMs: clock.now() + delayMs });
  }

  #countAttempt(): void {
    const steady =
      this.#liveSinceMs !== undefined && this.#options.clock.now() - this.#liveSinceMs >= STEADY_MS;
    this.#attempt = steady ? 1 : this.#attempt + 1;
    this.#liveSinceMs = undefined;
  }

  #end(reason: EndReason): void {
    this.#reset();
    this.#attempt = 0;
    this.#refusedTickets = 0;
    this.#become({ kind: 'ended', reason });
  }

  #become(connection: Connection): void {
    this.connection = connection;
    this.#options.onChange();
  }

  #reset(): void {
    this.#round += 1;
    this.#cancelTimers();
    this.#socket?.close();
    this.#socket = undefined;
  }

  #cancelTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers = [];
  }
}
