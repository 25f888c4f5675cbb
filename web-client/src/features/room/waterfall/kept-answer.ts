// What someone has written for a waterfall stays on their device until the gate opens.
import type { KeyValue } from '../../../lib/storage';

export class KeptAnswer {
  readonly #storage: KeyValue;
  readonly #key: string;

  constructor(storage: KeyValue, sessionId: string, waterfallId: string, personId: string) {
    this.#storage = storage;
    this.#key = `convene.waterfall.${sessionId}.${waterfallId}.${personId}`;
  }

  /** What is not ready. */
  get text(): string {
    return this.#storage.read(this.#key) ?? '';
  }

  set text(text: string) {
    if (text === '') this.#storage.remove(this.#key);
    else this.#storage.write(this.#key, text);
  }

  /** What is ready, for the case that it is called off. */
  get ready(): string {
    return this.#storage.read(`${this.#key}.ready`) ?? '';
  }

  set ready(text: string) {
    if (text === '') this.#storage.remove(`${this.#key}.ready`);
    else this.#storage.write(`${this.#key}.ready`, text);
  }
}
