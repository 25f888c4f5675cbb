// The status as staff meet it: the sentence first, and then what it rests on.
import { create } from '@bufbuild/protobuf';
import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { LossSchema, SaveTimesSchema } from '../../protocol/convene/v1/api_pb';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import { problem, serve } from '../../testing/fake-server';
import { renderInApp } from '../../testing/render';
import { node, openStatus, pass, rows, START, verdict } from '../../testing/status-bench';
import { StatusScreen } from './status-screen';
import { REFRESH_MS } from './use-refresh';

test('all is well, in one sentence with its tone in a word', async () => {
  await openStatus();
  expect(verdict()).toBe('FineAll is well: what people do is saved, on 3 servers.');
  expect(screen.getByText(/Everything is kept by 2 Redis servers/)).toBeTruthy();
  expect(screen.getByText('No loss of anything that was acknowledged was noticed.')).toBeTruthy();
});

test('the worst comes first, what to do next, and the rest after it', async () => {
  await openStatus({
    canSave: false,
    nodes: [node('a'), node('b', { isReached: false }), node('c')],
  });
  expect(verdict()).toMatch(
    /^AlarmNothing can be saved right now\. People can read on; what they send waits\.Tell whoever/,
  );
  expect(verdict()).toMatch(/Also:2 of 3 servers are reached\.$/);
});

test('each server says which, what version, since when, and how it is', async () => {
  await openStatus({
    nodes: [
      node('a1b2c3d4e5f6', { version: '0.2.0' }),
      node('b7', { isReached: false, startedAtMs: 0n }),
      node('c8', { version: '', isOutdated: true }),
    ],
  });
  const [, one, two, three] = rows().map(({ textContent }) => textContent ?? '');
  expect(one).toMatch(/^a1b2c3d4Answers you now.*0\.2\.0.*Monday, March 2 at 3:30 PMReached$/);
  expect(two).toMatch(/^b7Version: 0\.1\.0Running since: not knownNot reached.*no answer from it/);
  expect(three).toMatch(/^c8Version: not known.*Reached Older than others.*waits until/);
});

test('figures are of the server that answers, with saving beside its mark', async () => {
  const { says } = await openStatus();
  expect(screen.getByText(/^Only of a1b2c3d4/)).toBeTruthy();
  expect(screen.getByText('Open connections').nextElementSibling?.textContent).toBe('1,234');
  expect(
    screen.getByText(
      'Of the last 1,200 saves, half took at most 3.1 ms, and 99 of 100 at most 12 ms.',
    ),
  ).toBeTruthy();
  const picture = () => screen.getByRole('img', { name: /^Saving time on a scale/ });
  const bar = () => Number(picture().querySelectorAll('rect')[1]?.getAttribute('width'));
  expect(bar()).toBeCloseTo(0.12 * 280);
  expect(picture().querySelector('.status-picture-beyond')).toBeNull();
  expect(screen.getByText(/^That is within the mark of 50 ms/)).toBeTruthy();

  says({ saveTimes: create(SaveTimesSchema, { saves: 9, p50Us: 20_000, p99Us: 400_000 }) });
  await pass(REFRESH_MS);
  expect(bar()).toBe(280);
  expect(picture().querySelector('.status-picture-beyond')).toBeTruthy();
  expect(screen.getByText(/^That is beyond the mark of 50 ms/)).toBeTruthy();

  says({ saveTimes: undefined });
  await pass(REFRESH_MS);
  expect(screen.getByText(/^Nothing has been saved by this server/)).toBeTruthy();
  expect(screen.queryByRole('img')).toBeNull();
});

test('a loss says where, how much, what it means and what to do', async () => {
  const noticedAtMs = BigInt(START.getTime() - 60_000);
  const losses = [
    { sessionId: 'ses_1', title: { en: 'Spring', es: '' }, events: 12 },
    { sessionId: 'ses_2-long-id', events: 1 },
    { events: 0 },
    { restored: true },
  ];
  await openStatus({ losses: losses.map((one) => create(LossSchema, { ...one, noticedAtMs })) });
  expect(verdict()).toMatch(/^AlarmAcknowledged work was lost 4 times; see below\./);
  const link = screen.getByRole('link', { name: 'Spring' });
  expect(link.getAttribute('href')).toBe('/sessions/ses_1');
  expect(link.closest('li')?.textContent).toMatch(
    /Noticed on Tuesday, March 3 at 3:29 PM\. 12 events are gone\..*was told\..*Open the session/,
  );
  expect(screen.getByRole('link', { name: 'Session ses_2-lo' })).toBeTruthy();
  const list = screen.getByText('The list of accounts and sessions').closest('li');
  expect(list?.textContent).toMatch(
    /Nobody knows how many events are gone\..*account.*make again what/,
  );
  const all = screen.getByText('Everything that is kept').closest('li');
  expect(all?.textContent).toMatch(/3:29 PM\. Everything was put back.*is back.*undo again/);
  expect(all?.textContent).not.toMatch(/how many/);
  expect(screen.getByText(/is kept beside the log: ask whoever runs the server/)).toBeTruthy();
  expect(screen.queryByText(/newest are shown/)).toBeNull();
});

test('as many losses as the server names may not be all', async () => {
  const loss = (at: number) => create(LossSchema, { events: 1, noticedAtMs: BigInt(at) });
  await openStatus({ losses: Array.from({ length: 50 }, (_, at) => loss(at)) });
  expect(screen.getByText('Only the 50 newest are shown.')).toBeTruthy();
});

test.each([
  [401, 'You are not signed in any more', 'Sign in', '/sign-in?next=%2Fstatus'],
  [403, 'This page is not for you', 'To your sessions', '/sessions'],
  [404, 'This server cannot show it yet', 'To your sessions', '/sessions'],
])('refused with %i: %s', async (code, words, way, to) => {
  serve({ 'GET /api/status': problem(code, ErrorCode.NOT_ALLOWED) });
  renderInApp(<StatusScreen />);
  expect((await screen.findByRole('alert')).textContent).toMatch(words);
  expect(screen.getByRole('link', { name: way }).getAttribute('href')).toBe(to);
});

test('a first request that fails says so, and can be made again', async () => {
  vi.useFakeTimers();
  const offline = () => Promise.reject(new TypeError('Failed to fetch')) as never;
  const fetch = serve({ 'GET /api/status': offline });
  renderInApp(<StatusScreen />);
  expect(screen.getByText('Loading…')).toBeTruthy();
  await pass(0);
  expect(screen.getByRole('alert').textContent).toMatch('No answer from the server');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('a server that works alone says little, and nothing is made up', async () => {
  await openStatus({ nodes: [node('')], storage: undefined, saveTimes: undefined });
  expect(verdict()).toBe('FineAll is well: what people do is saved, on one server.');
  expect(screen.getByRole('rowheader', { name: /^The only server/ })).toBeTruthy();
  expect(screen.getByText('The server does not say where everything is kept.')).toBeTruthy();
});

test('in Spanish', async () => {
  window.localStorage.setItem('convene.language', 'es');
  await openStatus({ nodes: [node('a')] });
  expect(screen.getByRole('heading', { name: 'Estado del servidor' })).toBeTruthy();
  expect(verdict()).toBe(
    'BienTodo está bien: lo que hacen las personas se guarda, en un servidor.',
  );
});
