// What someone has typed and not sent survives a reload.
import type { KeyValue } from '../lib/storage';

export class Drafts {
  readonly #storage: KeyValue;
  readonly #prefix: string;

  constructor(storage: KeyValue, sessionId: string) {
    this.#storage = storage;
    this.#prefix = `convene.draft.${sessionId}.`;
  }

  read(conversation: string): string {
    return this.#storage.read(this.#prefix + conversation) ?? '';
  }

  write(conversation: string, text: string): void {
    if (text === '') this.#storage.remove(this.#prefix + conversation);
    else this.#storage.write(this.#prefix + conversation, text);
  }
}
