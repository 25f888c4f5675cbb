// Something that happens, and those who want to hear of it. Unlike a store, it keeps nothing.

export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Returns the way to stop listening. */
  listen(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  say(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}
