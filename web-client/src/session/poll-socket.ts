// Frames come as answers to requests that wait: the way that works through almost everything.
import type { Receiving } from './carried';
import { CarriedSocket, PLAIN } from './carried';
import type { Socket, SocketEvents } from './socket';

export function openPollSocket(events: SocketEvents): Socket {
  return new CarriedSocket('poll', receive, events);
}

async function receive({ path, signal, moving, heard, lost }: Receiving): Promise<void> {
  try {
    while (!signal.aborted) {
      const response = await fetch(`${path}/poll`, { method: 'POST', signal, ...PLAIN });
      if (response.status !== 200) return lost();
      heard(await wholeOf(response, moving));
    }
  } catch {
    lost();
  }
}

/** Piece by piece, so that a slow network is not mistaken for one that lets nothing through. */
async function wholeOf(response: Response, moving: () => void): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const pieces: Uint8Array[] = [];
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    moving();
    pieces.push(piece.value);
  }
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
