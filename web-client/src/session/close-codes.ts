// What to do after the server closed the connection: the table of the protocol.
import type { EndReason } from './connection';

export type AfterClose =
  | { kind: 'reconnect' }
  /** Our ticket was late or used: one more, then we give up. */
  | { kind: 'new-ticket' }
  | { kind: 'end'; reason: EndReason };

const ENDS: Record<number, EndReason> = {
  4500: 'protocol',
  4502: 'removed',
  4503: 'signed-out',
  4504: 'unsupported',
  4505: 'too-large',
  4506: 'flooding',
  4507: 'replaced',
};

/** 4000 to 4499 and everything that is no code of ours (a dead network): come back. */
export function afterClose(code: number): AfterClose {
  if (code === 4501) return { kind: 'new-ticket' };
  if (code >= 4500 && code < 5000) return { kind: 'end', reason: ENDS[code] ?? 'protocol' };
  return { kind: 'reconnect' };
}
