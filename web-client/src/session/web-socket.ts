// The best way to carry frames: a WebSocket.
import type { Socket, SocketEvents } from './socket';
import { ABNORMAL, decodeItems, encodeFrame } from './socket';

const SUBPROTOCOL = 'convene.v1.proto';

export function openWebSocket(events: SocketEvents): Socket {
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
    const items = decodeItems(new Uint8Array(data));
    if (items) return events.onItems(items);
    socket.close();
    finish(ABNORMAL);
  };
  return {
    transport: 'websocket',
    send(item) {
      if (socket.readyState === WebSocket.OPEN) socket.send(encodeFrame(item));
    },
    close() {
      open = false;
      socket.close();
    },
  };
}
