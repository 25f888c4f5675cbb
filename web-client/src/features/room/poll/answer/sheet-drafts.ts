// Where this device keeps what someone has put in for a run and not sent.
import { localStore } from '../../../../lib/storage';
import { Drafts } from '../../../../session/drafts';
import type { Sheet } from './typed';

export const EMPTY: Sheet = {};

export class SheetDrafts {
  readonly #drafts: Drafts;
  readonly #meId: string;

  constructor(sessionId: string, meId: string) {
    this.#drafts = new Drafts(localStore, sessionId);
    this.#meId = meId;
  }

  read(runId: string): Sheet {
    const text = this.#drafts.read(this.#key(runId));
    if (text === '') return EMPTY;
    try {
      return JSON.parse(text) as Sheet;
    } catch {
      // Written by another version of this page.
      return EMPTY;
    }
  }

  write(runId: string, sheet: Sheet): void {
    this.#drafts.write(this.#key(runId), JSON.stringify(sheet));
  }

  forget(runId: string): void {
    this.#drafts.write(this.#key(runId), '');
  }

  #key(runId: string): string {
    return `run.${runId}.${this.#meId}`;
  }
}
