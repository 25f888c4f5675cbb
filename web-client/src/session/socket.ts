// A WebSocket that speaks our frames, small enough to be faked in tests.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { ClientFrame, ServerItem } from '../protocol/convene/v1/wire_pb';
import { ClientFrameSchema, ServerFrameSchema } from '../protocol/convene/v1/wire_pb';

export interface SocketEvents {
  onOpen(): void;
  onItems(items: ServerItem[]): void;
  onClose(code: number): void;
}

export interface Socket {
  send(item: ClientFrame['item']): void;
  /** No event comes after this. */
  close(): void;
}

export type OpenSocket = (events: SocketEvents) => Socket;

const SUBPROTOCOL = 'convene.v1.proto';
// What a browser says when it may not say more.
const ABNORMAL = 1006;

export function openBrowserSocket(events: SocketEvents): Socket {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${window.location.host}/live`, SUBPROTOCOL);
  socket.binaryType = 'arraybuffer';
  let open = true;
  const finish = (code: number) => {
    if (!open) return;
    open = false;
    events.onClose(code);
  };
  socket.onopen = () => open && events.onOpen();
  socket.onclose = ({ code }) => finish(code);
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    if (!open) return;
    const items = decode(data);
    if (items) return events.onItems(items);
    // Skipping a frame would leave a hole in the view: start over with a new connection.
    socket.close();
    finish(ABNORMAL);
  };
  return {
    send(item) {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(toBinary(ClientFrameSchema, create(ClientFrameSchema, { item })));
    },
    close() {
      open = false;
      socket.close();
    },
  };
}

function decode(data: ArrayBuffer): ServerItem[] | undefined {
  try {
    return fromBinary(ServerFrameSchema, new Uint8Array(data)).items;
  } catch {
    return undefined;
  }
}
