// Plays a session again by its own clock: the same views and changes as live, another source.
import type { Cancel, Clock } from '../../lib/clock';
import { Store } from '../../lib/store';
import type { TimedChange } from '../../protocol/convene/v1/in_session_pb';
import type { View } from '../../protocol/convene/v1/view_pb';
import type { RoomState } from '../../session/session-store';
import { applyChange } from '../../session/view';
import type { FetchWindow } from './replay-windows';
import { ReplayWindows } from './replay-windows';

export interface ReplayState extends RoomState {
  positionMs: number;
  playing: boolean;
  speed: number;
  /** `stalled`: the part that comes next is still on its way. */
  part: 'ready' | 'stalled' | 'failed';
}

export interface ReplayPlayerOptions {
  clock: Clock;
  durationMs: number;
  windowMs: number;
  fetchWindow: FetchWindow;
}

export const SPEEDS = [0.5, 1, 2, 4] as const;

const TICK_MS = 100;

export class ReplayPlayer {
  readonly store = new Store<ReplayState>({
    view: undefined,
    here: undefined,
    pending: [],
    positionMs: 0,
    playing: false,
    speed: 1,
    part: 'stalled',
  });

  readonly durationMs: number;
  readonly #options: ReplayPlayerOptions;
  readonly #windows: ReplayWindows;
  readonly #lastWindow: number;
  #window = 0;
  /** Of the present window, not applied yet. */
  #ahead: readonly TimedChange[] = [];
  #tickedMs = 0;
  #cancelTick: Cancel | undefined;
  // An answer for a seek that another one has overtaken is let lie.
  #round = 0;

  constructor(options: ReplayPlayerOptions) {
    this.#options = options;
    this.durationMs = options.durationMs;
    this.#windows = new ReplayWindows(options.fetchWindow);
    this.#lastWindow = Math.max(0, Math.ceil(options.durationMs / options.windowMs) - 1);
  }

  play(): void {
    const { playing, positionMs } = this.store.get();
    if (playing) return;
    if (positionMs >= this.durationMs) void this.seek(0);
    this.#set({ playing: true });
    this.#tickedMs = this.#options.clock.now();
    this.#cancelTick = this.#options.clock.every(TICK_MS, () => this.#tick());
  }

  pause(): void {
    this.#cancelTick?.();
    this.#cancelTick = undefined;
    this.#set({ playing: false });
  }

  setSpeed(speed: number): void {
    this.#set({ speed });
  }

  /** To any moment, by the keyframe of its window. */
  async seek(toMs: number): Promise<void> {
    const positionMs = Math.min(Math.max(0, toMs), this.durationMs);
    const round = ++this.#round;
    const window = Math.min(this.#lastWindow, Math.floor(positionMs / this.#options.windowMs));
    this.#set({ positionMs, part: 'stalled' });
    try {
      const { keyframe, changes } = await this.#windows.get(window, true);
      if (round !== this.#round) return;
      this.#window = window;
      this.#ahead = changes;
      this.#tickedMs = this.#options.clock.now();
      this.#set({ view: this.#applyUntil(keyframe, positionMs), part: 'ready' });
      this.#prefetch();
    } catch {
      if (round === this.#round) this.#set({ part: 'failed' });
    }
  }

  /** Once more for the part that failed. */
  retry(): void {
    void this.seek(this.store.get().positionMs);
  }

  stop(): void {
    this.#round += 1;
    this.#cancelTick?.();
  }

  #tick(): void {
    const now = this.#options.clock.now();
    const elapsedMs = now - this.#tickedMs;
    this.#tickedMs = now;
    const { part, positionMs, speed } = this.store.get();
    if (part !== 'ready') return;
    this.#advance(Math.min(this.durationMs, positionMs + elapsedMs * speed));
  }

  #advance(toMs: number): void {
    const windowEndMs = (this.#window + 1) * this.#options.windowMs;
    const crossing = toMs >= windowEndMs && this.#window < this.#lastWindow;
    const untilMs = crossing ? windowEndMs : toMs;
    const view = this.#applyUntil(this.store.get().view, crossing ? Infinity : untilMs);
    this.#set({ view, positionMs: untilMs });
    if (crossing) void this.#enterNext();
    else if (toMs >= this.durationMs) this.pause();
  }

  /** Straight on: the view goes over, so the keyframe need not come. */
  async #enterNext(): Promise<void> {
    const round = ++this.#round;
    this.#set({ part: 'stalled' });
    try {
      const { changes } = await this.#windows.get(this.#window + 1, false);
      if (round !== this.#round) return;
      this.#window += 1;
      this.#ahead = changes;
      this.#set({ part: 'ready' });
      this.#prefetch();
    } catch {
      if (round === this.#round) this.#set({ part: 'failed' });
    }
  }

  #applyUntil(view: View | undefined, untilMs: number): View | undefined {
    let next = view;
    let count = 0;
    for (const { atMs, change } of this.#ahead) {
      if (Number(atMs) > untilMs) break;
      if (next && change) next = applyChange(next, change);
      count += 1;
    }
    if (count > 0) this.#ahead = this.#ahead.slice(count);
    return next;
  }

  #prefetch(): void {
    // A failure here shows itself when the window is needed.
    if (this.#window < this.#lastWindow) {
      this.#windows.get(this.#window + 1, false).catch(() => undefined);
    }
  }

  #set(changes: Partial<ReplayState>): void {
    this.store.set({ ...this.store.get(), ...changes });
  }
}
