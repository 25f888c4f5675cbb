// Remembers the way that worked, so that the next session begins with it.
import type { KeyValue } from '../lib/storage';
import type { Transport } from './socket';

const KEY = 'convene.transport';
/** Then the best way gets another chance: people carry their computers to other networks. */
const DAY_MS = 24 * 60 * 60 * 1000;

interface Remembered {
  rung: Transport;
  untilMs: number;
}

export function rememberedRung(storage: KeyValue, nowMs: number): Transport {
  const { rung, untilMs } = read(storage);
  const lower = rung === 'sse' || rung === 'poll';
  return lower && untilMs > nowMs && untilMs <= nowMs + DAY_MS ? rung : 'websocket';
}

export function rememberRung(storage: KeyValue, rung: Transport, nowMs: number): void {
  // Its day is not made longer by using it: else it would never end for those who come daily.
  if (rememberedRung(storage, nowMs) === rung) return;
  if (rung === 'websocket') storage.remove(KEY);
  else storage.write(KEY, JSON.stringify({ rung, untilMs: nowMs + DAY_MS }));
}

function read(storage: KeyValue): Partial<Remembered> & { untilMs: number } {
  try {
    const { rung, untilMs } = JSON.parse(storage.read(KEY) ?? '{}');
    return { rung, untilMs: Number(untilMs) };
  } catch {
    return { untilMs: 0 };
  }
}
