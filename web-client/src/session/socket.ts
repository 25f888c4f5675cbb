// A connection that speaks our frames, whatever carries them; small enough to be faked in tests.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { ClientFrame, ServerItem } from '../protocol/convene/v1/wire_pb';
import { ClientFrameSchema, ServerFrameSchema } from '../protocol/convene/v1/wire_pb';

/** What carries the frames: server-sent events and long polls go over ordinary requests. */
export type Transport = 'websocket' | 'sse' | 'poll';

export interface SocketEvents {
  /** Never before whoever opened the socket holds it. */
  onOpen(): void;
  /** Something has come, if not a whole frame: the way is open, only slow. */
  onBytes?(): void;
  onItems(items: ServerItem[]): void;
  /** `at-once`: another way is to be tried without a pause. */
  onClose(code: number, next?: 'at-once'): void;
}

export interface Socket {
  readonly transport: Transport;
  send(item: ClientFrame['item']): void;
  /** No event comes after this. */
  close(): void;
}

export type OpenSocket = (events: SocketEvents) => Socket;

/** What a browser says when it may not say more; and we, when a connection is simply gone. */
export const ABNORMAL = 1006;

export function encodeFrame(item: ClientFrame['item']): Uint8Array<ArrayBuffer> {
  return toBinary(ClientFrameSchema, create(ClientFrameSchema, { item }));
}

/** Absent: unreadable. Skipping a frame would leave a hole in the view. */
export function decodeItems(bytes: Uint8Array): ServerItem[] | undefined {
  try {
    return fromBinary(ServerFrameSchema, bytes).items;
  } catch {
    return undefined;
  }
}
