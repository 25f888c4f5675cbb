// Lets so many presses through in a second as a person can mean; the others are only shown to them.

const PRESSES_MAX = 4;
const WINDOW_MS = 1000;

export class PressGate {
  #passed: number[] = [];

  /** May this one be sent? */
  passes(nowMs: number): boolean {
    this.#passed = this.#passed.filter((atMs) => nowMs - atMs < WINDOW_MS);
    if (this.#passed.length >= PRESSES_MAX) return false;
    this.#passed.push(nowMs);
    return true;
  }
}
