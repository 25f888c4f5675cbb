// Requests go where the contract says, and failures come back as one type.
import { create, toBinary } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { Convene, WhoamiSchema } from '../protocol/convene/v1/api_pb';
import { ErrorCode } from '../protocol/convene/v1/error_pb';
import { InSession, ReplayWindowSchema } from '../protocol/convene/v1/in_session_pb';
import { ok, problem, serve } from '../testing/fake-server';
import { formField } from './api-error';
import { call } from './call';

test('method, path and body come from the contract', async () => {
  const account = { name: 'Ana Ruiz' };
  const fetch = serve({ 'POST /api/sign-in': ok(WhoamiSchema, { account }) });
  const body = { email: 'ana@collaborative.example', password: 'correct horse' };
  const whoami = await call(Convene.method.signIn, body);
  expect(whoami.account?.name).toBe('Ana Ruiz');
  expect(JSON.parse(String(fetch.mock.calls[0]?.[1].body))).toEqual(body);
});

test('parameters and query are escaped; binary answers are read', async () => {
  const fetch = serve({
    'GET /api/sessions/a%2Fb/replay/3?keyframe=false': () =>
      new Response(toBinary(ReplayWindowSchema, create(ReplayWindowSchema)).slice()),
  });
  const params = { session_id: 'a/b', window: '3' };
  const query = { keyframe: 'false' };
  await call(InSession.method.getReplayWindow, {}, { params, query, binary: true });
  expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ accept: 'application/x-protobuf' });
});

test('a problem keeps its code and names the field of the form', async () => {
  serve({ 'POST /api/sessions': problem(400, ErrorCode.INVALID, 'scheduled_at_ms') });
  await expect(call(Convene.method.createSession, {})).rejects.toMatchObject({
    status: 400,
    code: ErrorCode.INVALID,
    field: 'scheduledAtMs',
    isPassing: false,
  });
});

test.each([
  ['a page of a captive portal', () => new Response('<html>Welcome to the guest network</html>')],
  ['no answer', () => Promise.reject(new TypeError('Failed to fetch')) as never],
])('%s counts as offline', async (_, answer) => {
  serve({ 'GET /api/me': answer });
  await expect(call(Convene.method.getMe, {})).rejects.toMatchObject({
    status: 0,
    isPassing: true,
  });
});

test('a newer server may say more than this page knows', async () => {
  serve({ 'GET /api/me': () => new Response('{"seats":[],"mood":"GOOD"}') });
  await expect(call(Convene.method.getMe, {})).resolves.toMatchObject({ seats: [] });
});

test.each([
  ['people[0].email', 'email'],
  ['people[12].organisation.cds_code', 'organisation.cdsCode'],
  ['title.en', 'title.en'],
  ['', ''],
])('the field %s is %s in a form', (field, expected) => {
  expect(formField(field)).toBe(expected);
});
