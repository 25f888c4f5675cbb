// Anonymous ballots: a real key signs blindly, and what is sent with the token names nobody.
import { create, fromJsonString, toJsonString } from '@bufbuild/protobuf';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import type { AnonymousBallotBody } from '../../../protocol/convene/v1/in_session_pb';
import {
  AnonymousBallotBodySchema,
  TokenBodySchema,
  TokenSchema,
} from '../../../protocol/convene/v1/in_session_pb';
import type { Answer } from '../../../protocol/convene/v1/poll_pb';
import { AnswerSchema } from '../../../protocol/convene/v1/poll_pb';
import { problem } from '../../../testing/fake-server';
import { castAnonymously, settleBallot } from './anonymous-ballot';
import { BallotBox } from './ballot-box';

const suite = RSABSSA.SHA384.PSS.Randomized();
let keys: CryptoKeyPair;
let tokenKey: Uint8Array;

beforeAll(async () => {
  const publicExponent = new Uint8Array([1, 0, 1]);
  keys = await suite.generateKey({ modulusLength: 2048, publicExponent });
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey));
  // The frame of a key of 2,048 bits has 24 bytes.
  tokenKey = spki;
});

let asked: Uint8Array[];
let cast: { body: AnonymousBallotBody; init: RequestInit }[];
let refusals: (() => Response)[];
let losesToken: boolean;

beforeEach(() => {
  asked = [];
  cast = [];
  refusals = [];
  losesToken = false;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path.endsWith('/token')) {
      const { blindedMessage } = fromJsonString(TokenBodySchema, String(init.body));
      asked.push(blindedMessage);
      if (losesToken) throw new TypeError('lost');
      const blindSignature = await suite.blindSign(keys.privateKey, blindedMessage);
      return new Response(toJsonString(TokenSchema, create(TokenSchema, { blindSignature })));
    }
    cast.push({ body: fromJsonString(AnonymousBallotBodySchema, String(init.body)), init });
    return refusals.shift()?.() ?? new Response('{}');
  });
});

const pauses: number[] = [];
const casting = {
  pause: async (ms: number) => void pauses.push(ms),
  random: () => 0.5,
};
const run = () => ({ sessionId: 'ses_1', runId: 'run_1', tokenKey });
const says = (option: number): Answer[] => [
  create(AnswerSchema, { itemId: 1, value: { case: 'picks', value: { options: [option] } } }),
];

test('the token is valid, the ballot carries no cookie, and nothing of it stays', async () => {
  const nullifier = await castAnonymously(run(), says(1), casting);
  const [{ body, init } = {} as (typeof cast)[number]] = cast;
  expect(init.credentials).toBe('omit');
  expect(init.referrerPolicy).toBe('no-referrer');
  const message = new Uint8Array([...body.prefix, ...body.nullifier]);
  expect(body.nullifier).toHaveLength(32);
  expect(await suite.verify(keys.publicKey, new Uint8Array(body.signature), message)).toBe(true);
  expect(nullifier).toBe(Buffer.from(body.nullifier).toString('hex'));
  expect(pauses[0]).toBe(2750);
  expect(new BallotBox('ses_1', 'run_1').isTaken).toBe(true);
  expect(JSON.stringify({ ...window.localStorage })).not.toContain(nullifier);
});

test('a lost answer is asked for with the same message, and a lost ballot sent as it was', async () => {
  losesToken = true;
  await expect(castAnonymously(run(), says(0), casting)).rejects.toThrow();
  losesToken = false;
  refusals = Array.from({ length: 6 }, () => () => new Response('', { status: 502 }));
  await expect(castAnonymously(run(), says(1), casting)).rejects.toThrow();
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
  expect(cast).toHaveLength(6);
  // Another answer now would be another ballot: what may have arrived goes again.
  await castAnonymously(run(), says(0), casting);
  expect(cast[6]?.body).toEqual(cast[0]?.body);
  expect(asked).toHaveLength(2);
});

test('what was refused for its answers may go with others, and the same token', async () => {
  refusals = [problem(422, ErrorCode.BAD_ANSWER, 'answers[0]')];
  await expect(castAnonymously(run(), says(7), casting)).rejects.toThrow();
  await castAnonymously(run(), says(1), casting);
  expect(cast[1]?.body.nullifier).toEqual(cast[0]?.body.nullifier);
  expect(cast[1]?.body.answers).toEqual(says(1));
  expect(asked).toHaveLength(1);
});

test('after the close one learns whether it was taken, and nothing of it stays', async () => {
  const lost = () => Array.from({ length: 6 }, () => () => new Response('', { status: 502 }));
  refusals = lost();
  await expect(castAnonymously(run(), says(1), casting)).rejects.toThrow();
  await settleBallot(run(), casting);
  expect(cast[6]?.body).toEqual(cast[0]?.body);
  expect(new BallotBox('ses_1', 'run_1').isTaken).toBe(true);
  window.localStorage.clear();
  refusals = [...lost(), problem(409, ErrorCode.POLL_CLOSED)];
  await expect(castAnonymously(run(), says(1), casting)).rejects.toThrow();
  await settleBallot(run(), casting);
  expect(window.localStorage).toHaveLength(0);
});
