// The check as a person meets it: progress, the result in plain words, and the code for a help desk.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Network } from '../../testing/fake-network';
import { fakeNetwork } from '../../testing/fake-network';
import { renderInApp } from '../../testing/render';
import { CheckScreen } from './check-screen';
import { decode } from './help-desk-code';

beforeEach(() => void vi.useFakeTimers());

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

async function look(network: Partial<Network> = {}) {
  const { requests } = fakeNetwork(network);
  const { user } = renderInApp(<CheckScreen />);
  await pass(0);
  return { requests, user };
}

const verdict = () => screen.getByRole('alert').textContent ?? '';
const code = () => screen.getByTestId('check-code').textContent ?? '';
const row = (name: string) => within(screen.getByTestId(`check-${name}`));

test('begins by itself, says that it works, and how far it is', async () => {
  await look();
  expect(screen.getByText('Checking…', { selector: '[role=status]' })).toBeTruthy();
  const progress = screen.getByRole<HTMLProgressElement>('progressbar', {
    name: 'Progress of the check',
  });
  const before = progress.value;
  expect(screen.queryByRole('alert')).toBeNull();
  await pass(1500);
  expect(progress.value).toBeGreaterThan(before);
  expect(row('websocket').getByText('Works')).toBeTruthy();
  expect(row('poll').getByText('Checking…')).toBeTruthy();
});

test('an open network is fine', async () => {
  await look();
  await pass(3000);
  expect(verdict()).toMatch(/^This network is fine/);
  expect(decode(code())).toMatchObject({ websocket: 'works', events: 'works', poll: 'works' });
  expect(row('speed').getByText('About 5.2 megabits per second.')).toBeTruthy();
  expect(screen.queryByText(/For the help desk/)).toBeNull();
});

test.each<[Partial<Network>, RegExp]>([
  [{ websocket: 'blocked' }, /^It works, a little slower/],
  [{ websocket: 'silent' }, /^It works, a little slower/],
  [{ websocket: 'blocked', events: 'buffered' }, /^It works, a little slower/],
  [
    { websocket: 'blocked', events: 'blocked', poll: 'blocked' },
    /^Live updates do not get through/,
  ],
  [{ reach: 'none' }, /^The server cannot be reached/],
  [{ reach: 'portal' }, /^The server cannot be reached/],
  [{ reach: 'error' }, /^The server cannot be reached/],
])('%o in plain words: %s', async (network, words) => {
  await look(network);
  await pass(10_000);
  expect(verdict()).toMatch(words);
});

test('what is blocked says what a help desk can do, and the code says it, too', async () => {
  await look({ websocket: 'silent', events: 'buffered', bytesMs: 4000, serverAheadMs: 120_000 });
  await pass(12_000);
  expect(row('websocket').getByText(/allow WebSockets \(wss\) to localhost/)).toBeTruthy();
  expect(row('events').getByText('Held back on the way')).toBeTruthy();
  expect(row('clock').getByText('Behind')).toBeTruthy();
  expect(row('clock').getByText('120 seconds from the server’s.')).toBeTruthy();
  expect(verdict()).toMatch(/The network is slow right now/);
  expect(decode(code())).toMatchObject({
    websocket: 'silent',
    events: 'buffered',
    poll: 'works',
    speed: 'crawling',
    clock: 'behind',
  });
});

test('without cookies nobody can join, and that is said', async () => {
  vi.spyOn(navigator, 'cookieEnabled', 'get').mockReturnValue(false);
  await look();
  await pass(3000);
  expect(verdict()).toMatch(/^This browser keeps no cookies/);
});

test('a server that cannot be reached is asked nothing more', async () => {
  const { requests } = await look({ reach: 'none' });
  await pass(10_000);
  expect(requests).toEqual(['GET /livez']);
  expect(row('websocket').getByText('Not tried')).toBeTruthy();
});

test('checks again when asked to, not before it is done', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { requests, user } = await look();
  const again = screen.getByRole('button', { name: 'Check again' });
  await user.click(again);
  await pass(3000);
  const asked = () => requests.filter((one) => one === 'GET /livez').length;
  expect(asked()).toBe(1);
  await user.click(again);
  await pass(0);
  expect(asked()).toBe(2);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a help desk reads a code that someone tells it', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { user } = await look();
  await pass(3000);
  await user.click(screen.getByText('What the code says'));
  expect(screen.getByRole('table', { name: `Code ${code()}` })).toBeTruthy();
  const field = screen.getByRole('textbox', { name: 'A code that someone reads to you' });
  await user.type(field, 'f77 b4q');
  const table = screen.getByRole('table', { name: 'Code F77 B4Q' });
  const [, , second] = within(table).getAllByRole('row');
  expect(second?.textContent).toMatch(/^7.*\(WebSocket\): Works.*\(event stream\): Works/);
  await user.clear(field);
  await user.type(field, 'F77 B4X');
  expect(screen.getByText(/This is not a code of this page/)).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});
