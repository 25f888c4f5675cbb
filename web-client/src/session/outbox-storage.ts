// Keeps the outbox in the tab's storage, so that a reload neither loses nor repeats a command.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { base64Decode, base64Encode } from '@bufbuild/protobuf/wire';
import type { KeyValue } from '../lib/storage';
import type { ErrorCode } from '../protocol/convene/v1/error_pb';
import { CommandSchema } from '../protocol/convene/v1/wire_pb';
import type { Pending, PendingState } from './outbox';

export interface StoredOutbox {
  instance: string;
  nextN: number;
  pending: readonly Pending[];
}

export interface OutboxStorage {
  load(): StoredOutbox | undefined;
  save(outbox: StoredOutbox): void;
}

interface StoredPending {
  key: string;
  n: number;
  command: string;
  state: PendingState;
  atMs: number;
  everSent: boolean;
  code?: ErrorCode;
  field?: string;
  detail?: string;
}

export function outboxStorage(storage: KeyValue, key: string): OutboxStorage {
  return {
    load() {
      const text = storage.read(key);
      if (text === undefined) return undefined;
      try {
        const stored = JSON.parse(text) as StoredOutbox & { pending: StoredPending[] };
        return { ...stored, pending: stored.pending.map(read) };
      } catch {
        // Written by another version of this page: better a new instance than none.
        return undefined;
      }
    },
    save({ instance, nextN, pending }) {
      storage.write(key, JSON.stringify({ instance, nextN, pending: pending.map(written) }));
    },
  };
}

function written({ body, retries, notBeforeMs, landed, ...rest }: Pending): StoredPending {
  const { n } = rest;
  const bytes = toBinary(CommandSchema, create(CommandSchema, { n: BigInt(n), body }));
  return { ...rest, command: base64Encode(bytes) };
}

function read({ command, state, ...rest }: StoredPending): Pending {
  const { body } = fromBinary(CommandSchema, base64Decode(command));
  // What was under way when the page went is not any more.
  const now = state === 'sending' ? 'unsent' : state;
  return { ...rest, body, state: now, retries: 0, notBeforeMs: 0 };
}
