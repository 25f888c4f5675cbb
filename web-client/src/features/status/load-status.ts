// Asks a server how the installation is, and notes when it said so.
import { call } from '../../api/call';
import type { Status } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';

export interface Snapshot {
  status: Status;
  /** When it came, by the clock of this device. */
  atMs: number;
}

export async function loadStatus(signal: AbortSignal): Promise<Snapshot> {
  const status = await call(Convene.method.getStatus, {}, { signal });
  return { status, atMs: Date.now() };
}
