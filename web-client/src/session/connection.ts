// Whether we are in touch with the server, as one value instead of flags.

/** Why a connection is over for good, until the person does something. */
export type EndReason =
  | 'removed'
  | 'signed-out'
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'ticket-refused'
  | 'protocol'
  | 'unsupported'
  | 'too-large'
  | 'flooding'
  | 'replaced';

export type Connection =
  | { kind: 'connecting'; attempt: number }
  | { kind: 'live' }
  /** The socket is open, but nothing was heard since `sinceMs`. */
  | { kind: 'silent'; sinceMs: number }
  | { kind: 'waiting'; retryAtMs: number }
  | { kind: 'ended'; reason: EndReason };
