// What we must show to be resumed: the last token, and how many changes came since.

export class ResumeBook {
  #token: Uint8Array = new Uint8Array();
  #received = 0;

  /** A token names a position; from there on we count. Empty means: yours stays good. */
  token(token: Uint8Array): void {
    if (token.length === 0) return;
    this.#token = token;
    this.#received = 0;
  }

  change(): void {
    this.#received += 1;
  }

  get position(): { resumeToken: Uint8Array; receivedSince: number } {
    return { resumeToken: this.#token, receivedSince: this.#received };
  }
}
