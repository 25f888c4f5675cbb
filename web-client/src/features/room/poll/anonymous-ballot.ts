// Casts a ballot of which nobody can find out whose it is.
// A token is signed blindly; the ballot goes with it, without a cookie and a little later.
import { ApiError } from '../../../api/api-error';
import { call } from '../../../api/call';
import { halfJitterMs } from '../../../lib/backoff';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import type { Answer } from '../../../protocol/convene/v1/poll_pb';
import type { Stored } from './ballot-box';
import { BallotBox } from './ballot-box';
import { blindToken, finishToken } from './blind-token';

export interface AnonymousRun {
  sessionId: string;
  runId: string;
  /** RSA, DER, PKCS#1. */
  tokenKey: Uint8Array;
}

/** What it takes: time, chance and whether one still wants it, for tests to own. */
export interface Casting {
  pause?: (ms: number) => Promise<void>;
  random?: () => number;
}

/** Who asked for a token and whose ballot comes right after it would be no secret. */
const PAUSE_MS = { min: 500, max: 5000 };
/** Then the person decides when to try again. */
const TRIES_MAX = 6;
const RETRY = { baseMs: 1000, maxMs: 15_000 };

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Returns the number of the ballot, in hexadecimal: known to this page alone, and forgotten by it. */
export async function castAnonymously(
  run: AnonymousRun,
  answers: readonly Answer[],
  { pause = sleep, random = Math.random }: Casting = {},
): Promise<string> {
  const box = new BallotBox(run.sessionId, run.runId);
  const token = await tokenOf(run, box, answers);
  await pause(PAUSE_MS.min + random() * (PAUSE_MS.max - PAUSE_MS.min));
  await put(run, box, token, { pause, random });
  box.taken();
  return hex(token.nullifier);
}

/** After the close: whether it was taken can still be learnt; then nothing of it stays here. */
export async function settleBallot(run: AnonymousRun, casting: Casting = {}): Promise<void> {
  const { pause = sleep, random = Math.random } = casting;
  const box = new BallotBox(run.sessionId, run.runId);
  const kept = box.read();
  if (!kept) return;
  if (!kept.sent || !kept.signature) return box.forget();
  try {
    await put(run, box, kept as Signed, { pause, random });
    box.taken();
  } catch (error) {
    if (error instanceof ApiError && !error.isPassing) box.forget();
  }
}

type Signed = Stored & { signature: Uint8Array };

async function tokenOf(run: AnonymousRun, box: BallotBox, answers: readonly Answer[]) {
  const kept = box.read();
  // What may have arrived goes again as it was: twice the same counts once.
  const stored: Stored = kept
    ? { ...kept, answers: kept.sent ? kept.answers : [...answers] }
    : { ...(await blindToken(run.tokenKey)), answers: [...answers], sent: false };
  // Before it is asked for: a person has one token, and another message would be refused.
  box.write(stored);
  if (stored.signature) return stored as Signed;
  const { blindedMessage } = stored;
  const { blindSignature } = await call(InSession.method.issueToken, { blindedMessage }, at(run));
  const signature = await finishToken(run.tokenKey, stored, blindSignature);
  const { nullifier, prefix, sent } = stored;
  const signed: Signed = { nullifier, prefix, signature, answers: stored.answers, sent };
  box.write(signed);
  return signed;
}

async function put(run: AnonymousRun, box: BallotBox, signed: Signed, casting: Required<Casting>) {
  const { nullifier, prefix, signature, answers } = signed;
  const body = { nullifier, prefix, signature, answers };
  box.write({ ...signed, sent: true });
  for (let tries = 1; ; tries++) {
    try {
      await call(InSession.method.castAnonymously, body, { ...at(run), nameless: true });
      return;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!error.isPassing) {
        // It was not taken, so that other answers may still go with this token.
        if (error.code === ErrorCode.BAD_ANSWER) box.write({ ...signed, sent: false });
        throw error;
      }
      if (tries >= TRIES_MAX) throw error;
      await casting.pause(halfJitterMs(RETRY, tries, casting.random()));
    }
  }
}

function at({ sessionId, runId }: AnonymousRun) {
  return { params: { session_id: sessionId, run_id: runId } };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
