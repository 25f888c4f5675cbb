// One tab per instance: a duplicated tab brings a copy of the storage and must not use it.

export interface InstanceLocks {
  /** Resolves to the way to let go, or to undefined when another tab holds it. */
  hold(name: string): Promise<(() => void) | undefined>;
}

// After a reload the old page may need a moment to let go of its lock.
const PATIENCE_MS = 700;

export const browserLocks: InstanceLocks = {
  hold(name) {
    // Without secure context there are no locks. Then every page is a new instance:
    // what an old one had under way is called unknown rather than sent twice.
    if (!('locks' in navigator)) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const abort = new AbortController();
      const patience = setTimeout(() => abort.abort(), PATIENCE_MS);
      navigator.locks
        .request(name, { signal: abort.signal }, () => {
          clearTimeout(patience);
          return new Promise<void>((release) => resolve(release));
        })
        .catch(() => resolve(undefined));
    });
  },
};

export function lockName(sessionId: string, instance: string): string {
  return `convene-instance-${sessionId}-${instance}`;
}

/** The one instance that this page holds on to, of the several that it may have had. */
export class HeldInstance {
  readonly #locks: InstanceLocks;
  readonly #sessionId: string;
  #release: (() => void) | undefined;
  #wanted: string | undefined;

  constructor(locks: InstanceLocks, sessionId: string) {
    this.#locks = locks;
    this.#sessionId = sessionId;
  }

  /** Lets go of the one before. False when another tab has this one. */
  async take(instance: string): Promise<boolean> {
    this.letGo();
    this.#wanted = instance;
    const release = await this.#locks.hold(lockName(this.#sessionId, instance));
    if (this.#wanted === instance) this.#release = release;
    else release?.();
    return release !== undefined;
  }

  letGo(): void {
    this.#wanted = undefined;
    this.#release?.();
    this.#release = undefined;
  }
}
