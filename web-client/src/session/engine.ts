// The live session in this tab: view, presence, pending commands and connection, without React.
import type { Cancel, Clock } from '../lib/clock';
import { Signal } from '../lib/signal';
import { Store } from '../lib/store';
import type { Line } from '../protocol/convene/v1/chat_pb';
import type { Change, View } from '../protocol/convene/v1/view_pb';
import type { ClientFrame, ServerItem, Welcome } from '../protocol/convene/v1/wire_pb';
import { Why } from '../protocol/convene/v1/wire_pb';
import { AwayBook } from './away';
import type { Companion } from './companion';
import type { CommandBody } from './conversations';
import { lineMatches } from './conversations';
import type { EngineOptions } from './engine-options';
import { HeldInstance } from './instance-lock';
import { Link } from './link';
import { Outbox } from './outbox';
import { helloOf, ResumeBook } from './resume';
import type { LiveState } from './session-store';
import { hereAfter, NO_STATE } from './session-store';
import { applyChange } from './view';

export class Engine {
  readonly store = new Store<LiveState>(NO_STATE);
  /** Every change that comes, also of lines that the view does not hold. */
  readonly changes = new Signal<Change>();

  readonly #options: EngineOptions;
  readonly #outbox: Outbox;
  readonly #link: Link;
  readonly #resume = new ResumeBook();
  readonly #away = new AwayBook();
  readonly #held: HeldInstance;
  #companion: Companion | undefined;
  #state: LiveState = NO_STATE;
  #cancelRetry: Cancel | undefined;
  #stopped = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#outbox = new Outbox(options.storage);
    this.#held = new HeldInstance(options.locks, options.sessionId);
    this.#link = new Link({
      clock: options.clock,
      random: options.random,
      openSocket: options.openSocket,
      getTicket: options.getTicket,
      hello: (ticket) => this.#hello(ticket),
      onItems: (items, heardBeforeMs) => this.#frame(items, heardBeforeMs),
      onChange: () => this.#connectionChanged(),
    });
  }

  async start(): Promise<void> {
    const { instance } = this.#outbox;
    if (instance !== '0' && !(await this.#held.take(instance))) this.#outbox.forget();
    if (!this.#stopped) await this.#link.connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#link.stop();
    this.#cancelRetry?.();
    this.#held.letGo();
    this.#companion?.stop();
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  accompany(companion: Companion): void {
    this.#companion = companion;
  }

  /** Sends what is not kept: now, or not at all. */
  say(item: ClientFrame['item']): void {
    if (this.#live) this.#link.send(item);
  }

  /** After an end that the person wants to undo. */
  reconnect(): void {
    void this.#link.connect();
  }

  nudge(): void {
    this.#link.nudge();
  }

  /** Returns the key of what is pending now. */
  send(body: CommandBody): string {
    const key = this.#outbox.add(body, this.#options.clock.now());
    this.#flush();
    this.#publish();
    return key;
  }

  retry(key: string): void {
    this.#outbox.retry(key, this.#options.clock.now());
    this.#flush();
    this.#publish();
  }

  discard(key: string): void {
    this.#outbox.discard(key);
    this.#publish();
  }

  /** Puts into the view what was fetched in another way. */
  amend(how: (view: View) => View): void {
    if (this.#state.view) this.#set({ view: how(this.#state.view) });
    this.#publish();
  }

  dismissAway(): void {
    this.#away.dismiss();
    this.#publish();
  }

  #hello(ticket: string): ClientFrame['item'] {
    const { position } = this.#resume;
    this.#companion?.hello(position.resumeToken);
    return helloOf(ticket, this.#outbox.instance, position);
  }

  /** Everything of a frame first, then one update: no half frame is ever drawn. */
  #frame(items: ServerItem[], heardBeforeMs: number | undefined): void {
    for (const { item } of items) {
      this.#item(item, heardBeforeMs);
      this.#companion?.item(item);
    }
    this.#flush();
    this.#publish();
  }

  #item(item: ServerItem['item'], heardBeforeMs: number | undefined): void {
    switch (item.case) {
      case 'welcome':
        return this.#welcome(item.value, heardBeforeMs);
      case 'change':
        return this.#change(item.value);
      case 'ack':
        this.#outbox.ack(Number(item.value.n));
        return this.#resume.token(item.value.resumeToken);
      case 'reject': {
        const { clock, random } = this.#options;
        const { n, code, field, detail } = item.value;
        const refusal = { code, field, detail };
        return this.#outbox.reject(Number(n), refusal, clock.now(), random());
      }
      case 'presence':
        return this.#set({ here: hereAfter(this.#state.here, item.value) });
      case 'resync':
        this.#set({ view: item.value.view });
        return this.#resume.token(item.value.resumeToken);
      case 'heartbeat':
        this.#serverTime(Number(item.value.serverTimeMs));
        this.#away.caughtUp();
        return this.#resume.token(item.value.resumeToken);
      default: // What the link or a companion deals with, and kinds from a newer server.
        return;
    }
  }

  #welcome(welcome: Welcome, heardBeforeMs: number | undefined): void {
    const before = this.#state.view;
    const serverTimeMs = Number(welcome.serverTimeMs);
    this.#serverTime(serverTimeMs);
    const instance = String(welcome.instance);
    if (instance !== this.#outbox.instance) {
      this.#outbox.bind(instance);
      void this.#held.take(instance);
    }
    if (welcome.why !== Why.RESUMED) this.#set({ view: welcome.view });
    this.#resume.token(welcome.resumeToken);
    if (!before || heardBeforeMs === undefined) return;
    const ms = this.#options.clock.now() - heardBeforeMs;
    const diverged = welcome.why === Why.DIVERGED;
    this.#away.returned({ ms, before, after: welcome.view, serverTimeMs, diverged });
  }

  #change(change: Change): void {
    this.#resume.change();
    if (this.#state.view) {
      const view = applyChange(this.#state.view, change);
      this.#set({ view });
      this.#away.changed(change, view);
      if (change.change.case === 'lineAdded') this.#lineAdded(change.change.value, view);
    }
    this.changes.say(change);
  }

  #lineAdded(line: Line, view: View): void {
    if (line.authorId !== view.me?.personId) return;
    this.#outbox.landed((item) => lineMatches(view, line, item.body));
  }

  #serverTime(serverTimeMs: number): void {
    this.#set({ serverOffsetMs: serverTimeMs - this.#options.clock.now() });
  }

  /** Sends what may be sent. Only after a welcome: before it, our numbers have no instance. */
  #flush(): void {
    if (!this.#live) return;
    const { clock } = this.#options;
    for (const { n, body } of this.#outbox.take(clock.now())) {
      const value = { $typeName: 'convene.v1.Command', n: BigInt(n), body } as const;
      this.#link.send({ case: 'command', value });
    }
    this.#cancelRetry?.();
    const retryMs = this.#outbox.nextRetryMs;
    this.#cancelRetry =
      retryMs === undefined
        ? undefined
        : clock.after(Math.max(0, retryMs - clock.now()), () => {
            this.#flush();
            this.#publish();
          });
  }

  get #live(): boolean {
    const { kind } = this.#link.connection;
    return kind === 'live' || kind === 'silent';
  }

  #connectionChanged(): void {
    if (!this.#live) this.#outbox.connectionLost();
    this.#publish();
  }

  #set(changes: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...changes };
  }

  #publish(): void {
    const { connection, transport, lastHeardMs } = this.#link;
    const away = this.#away.worthSaying;
    this.#set({ connection, transport, lastHeardMs, away, pending: this.#outbox.pending });
    this.store.set(this.#state);
    this.#companion?.settled(this.#state);
  }
}
