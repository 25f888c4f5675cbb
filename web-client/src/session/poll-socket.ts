// Frames come as answers to requests that wait: the way that works through almost everything.
import type { Receiving } from './carried';
import { CarriedSocket, PLAIN } from './carried';
import type { Socket, SocketEvents } from './socket';

export function openPollSocket(events: SocketEvents): Socket {
  return new CarriedSocket('poll', receive, events);
}

async function receive({ path, signal, heard, lost }: Receiving): Promise<void> {
  try {
    while (!signal.aborted) {
      const response = await fetch(`${path}/poll`, { method: 'POST', signal, ...PLAIN });
      if (response.status !== 200) return lost();
      heard(new Uint8Array(await response.arrayBuffer()));
    }
  } catch {
    lost();
  }
}
