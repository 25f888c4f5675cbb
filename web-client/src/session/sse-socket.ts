// Frames come as server-sent events: where WebSockets are blocked and proxies do not hold back.
import { base64Decode } from '@bufbuild/protobuf/wire';
import type { Receiving } from './carried';
import { CarriedSocket, PLAIN } from './carried';
import { EventStream } from './event-stream';
import type { Socket, SocketEvents } from './socket';

export function openSseSocket(events: SocketEvents): Socket {
  return new CarriedSocket('sse', receive, events);
}

/** Not an EventSource: that would reconnect by itself, to a connection that is gone. */
async function receive({ path, signal, moving, heard, lost }: Receiving): Promise<void> {
  try {
    const headers = { accept: 'text/event-stream' };
    const { ok, body } = await fetch(`${path}/events`, { headers, signal, ...PLAIN });
    if (!ok || !body) return lost();
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const stream = new EventStream();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return lost();
      moving();
      for (const data of stream.feed(decoder.decode(value, { stream: true }))) {
        heard(base64Decode(data));
      }
    }
  } catch {
    lost();
  }
}
