// The time by the second, for what counts: ticks only while somebody looks.
import type { Readable } from './store';

/** Looked at more often than it changes, so that no second is skipped. */
const LOOK_MS = 250;

export function seconds(now: () => number): Readable<number> {
  return {
    get: () => Math.floor(now() / 1000) * 1000,
    subscribe(listener) {
      const id = setInterval(listener, LOOK_MS);
      return () => clearInterval(id);
    },
  };
}
