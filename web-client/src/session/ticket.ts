// Asks for the one-use ticket that opens a connection, and reads a refusal.
import type { ApiError } from '../api/api-error';
import { asApiError } from '../api/api-error';
import { call } from '../api/call';
import { ErrorCode } from '../protocol/convene/v1/error_pb';
import type { ComeAs } from '../protocol/convene/v1/in_session_pb';
import { InSession } from '../protocol/convene/v1/in_session_pb';
import type { EndReason } from './connection';

export type TicketOutcome =
  | { kind: 'ticket'; ticket: string }
  | { kind: 'retry' }
  | { kind: 'end'; reason: EndReason };

export async function requestTicket(sessionId: string, comeAs: ComeAs): Promise<TicketOutcome> {
  try {
    const params = { session_id: sessionId };
    const { ticket } = await call(InSession.method.newTicket, { comeAs }, { params });
    return { kind: 'ticket', ticket };
  } catch (error) {
    return refusal(asApiError(error));
  }
}

export function refusal(error: ApiError): TicketOutcome {
  if (error.isPassing) return { kind: 'retry' };
  if (error.code === ErrorCode.REMOVED) return { kind: 'end', reason: 'removed' };
  if (error.status === 401) return { kind: 'end', reason: 'not-signed-in' };
  if (error.status === 404) return { kind: 'end', reason: 'not-found' };
  return { kind: 'end', reason: 'not-allowed' };
}
