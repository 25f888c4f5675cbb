// Fetches and keeps the windows of a replay: a few decoded ones, the least used dropped first.
import type { ReplayWindow } from '../../protocol/convene/v1/in_session_pb';

/** With or without the view at the start of the window. */
export type FetchWindow = (index: number, keyframe: boolean) => Promise<ReplayWindow>;

const KEPT_MAX = 8;

interface Kept {
  keyframe: boolean;
  window: Promise<ReplayWindow>;
}

export class ReplayWindows {
  // In order of use: a Map keeps the order of insertion.
  readonly #kept = new Map<number, Kept>();
  readonly #fetch: FetchWindow;

  constructor(fetch: FetchWindow) {
    this.#fetch = fetch;
  }

  /** One that was kept with its keyframe serves both needs. */
  get(index: number, keyframe: boolean): Promise<ReplayWindow> {
    const kept = this.#kept.get(index);
    if (kept && (kept.keyframe || !keyframe)) {
      this.#kept.delete(index);
      this.#kept.set(index, kept);
      return kept.window;
    }
    const window = this.#fetch(index, keyframe);
    const entry = { keyframe, window };
    this.#kept.delete(index);
    this.#kept.set(index, entry);
    this.#dropOldest();
    // What failed is asked for again next time.
    window.catch(() => {
      if (this.#kept.get(index) === entry) this.#kept.delete(index);
    });
    return window;
  }

  #dropOldest(): void {
    for (const index of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_MAX) return;
      this.#kept.delete(index);
    }
  }
}
