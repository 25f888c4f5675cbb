// Speaks to screen readers: one polite voice, at most every four seconds, never a flood.
import { useEffect, useRef, useState } from 'react';
import type { Clock } from '../lib/clock';

export const ANNOUNCE_MS_MIN = 4000;

/** Collects what is to be said and says it as one sentence when the time has come. */
export class Throttle<T> {
  #waiting: T[] = [];
  #lastMs = Number.NEGATIVE_INFINITY;
  #scheduled = false;
  readonly #clock: Clock;
  readonly #say: (all: T[]) => void;

  constructor(clock: Clock, say: (all: T[]) => void) {
    this.#clock = clock;
    this.#say = say;
  }

  add(item: T): void {
    this.#waiting.push(item);
    if (this.#scheduled) return;
    this.#scheduled = true;
    const waitMs = Math.max(0, this.#lastMs + ANNOUNCE_MS_MIN - this.#clock.now());
    this.#clock.after(waitMs, () => {
      this.#scheduled = false;
      this.#lastMs = this.#clock.now();
      this.#say(this.#waiting.splice(0));
    });
  }
}

/** The live region itself. The same words twice are said twice. */
export function Announcer({ words }: { words: string }) {
  const [shown, setShown] = useState('');
  const flip = useRef(false);
  useEffect(() => {
    if (words === '') return;
    flip.current = !flip.current;
    // A no-break space makes equal sentences different texts.
    setShown(flip.current ? words : `${words}\u00a0`);
  }, [words]);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {shown}
    </p>
  );
}
