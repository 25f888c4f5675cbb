// What we must show to be resumed: the last token, and how many changes came since.
import type { ClientFrame } from '../protocol/convene/v1/wire_pb';

const REVISION = 1;

interface Position {
  resumeToken: Uint8Array;
  receivedSince: number;
}

export function helloOf(ticket: string, instance: string, at: Position): ClientFrame['item'] {
  const value = {
    $typeName: 'convene.v1.Hello',
    revision: REVISION,
    ticket,
    unpacks: false,
  } as const;
  return { case: 'hello', value: { ...value, instance: BigInt(instance), ...at } };
}

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

  get position(): Position {
    return { resumeToken: this.#token, receivedSince: this.#received };
  }
}
