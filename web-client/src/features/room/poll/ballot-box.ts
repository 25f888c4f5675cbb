// What this device holds of an anonymous ballot until it is taken: then only that it was.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { base64Decode, base64Encode } from '@bufbuild/protobuf/wire';
import { localStore } from '../../../lib/storage';
import { AnonymousBallotBodySchema } from '../../../protocol/convene/v1/in_session_pb';
import type { Answer } from '../../../protocol/convene/v1/poll_pb';

export interface Stored {
  nullifier: Uint8Array;
  prefix: Uint8Array;
  answers: Answer[];
  /** It may have arrived: from now on it stays as it is. */
  sent: boolean;
  signature?: Uint8Array;
  /** Until the token is signed: what was sent for it, and what undoes the blinding. */
  blindedMessage?: Uint8Array;
  inverse?: Uint8Array;
}

interface Written {
  body: string;
  sent: boolean;
  blinded: string;
  inverse: string;
}

const TAKEN = 'taken';
const NONE = new Uint8Array();

export class BallotBox {
  readonly #key: string;

  constructor(sessionId: string, runId: string) {
    this.#key = `convene.ballot.${sessionId}.${runId}`;
  }

  get isTaken(): boolean {
    return localStore.read(this.#key) === TAKEN;
  }

  read(): Stored | undefined {
    const text = localStore.read(this.#key);
    if (text === undefined || text === TAKEN) return undefined;
    try {
      const { body, sent, blinded, inverse } = JSON.parse(text) as Written;
      const ballot = fromBinary(AnonymousBallotBodySchema, base64Decode(body));
      const { nullifier, prefix, signature, answers } = ballot;
      return {
        nullifier,
        prefix,
        answers,
        sent,
        signature: signature.length > 0 ? signature : undefined,
        blindedMessage: base64Decode(blinded),
        inverse: base64Decode(inverse),
      };
    } catch {
      // Written by another version of this page.
      return undefined;
    }
  }

  write({ nullifier, prefix, signature, answers, sent, blindedMessage, inverse }: Stored): void {
    const ballot = create(AnonymousBallotBodySchema, { nullifier, prefix, signature, answers });
    const written: Written = {
      body: base64Encode(toBinary(AnonymousBallotBodySchema, ballot)),
      sent,
      blinded: base64Encode(blindedMessage ?? NONE),
      inverse: base64Encode(inverse ?? NONE),
    };
    localStore.write(this.#key, JSON.stringify(written));
  }

  /** It will never count. */
  forget(): void {
    localStore.remove(this.#key);
  }

  /** What could say which ballot it was is gone from here. */
  taken(): void {
    localStore.write(this.#key, TAKEN);
  }
}
