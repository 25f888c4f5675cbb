// The status refreshes itself while somebody looks, and says how old it is when it cannot.
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import { problem } from '../../testing/fake-server';
import { openStatus, pass, rows, verdict } from '../../testing/status-bench';
import { ANSWER_MS_MAX, REFRESH_MS } from './use-refresh';

const box = () => screen.getByRole('checkbox', { name: 'Refresh every 5 seconds' });
const offline = () => Promise.reject(new TypeError('Failed to fetch'));

function look(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  fireEvent(document, new Event('visibilitychange'));
}

test('it refreshes in place: the same elements, and the focus stays', async () => {
  const { says, fetch } = await openStatus();
  expect(screen.getByText('As of 3:30:05 PM.')).toBeTruthy();
  act(() => box().focus());
  const [, row] = rows();
  says({ canSave: false });
  await pass(REFRESH_MS - 1);
  expect(fetch).toHaveBeenCalledTimes(1);
  await pass(1);
  expect(verdict()).toMatch(/^AlarmNothing can be saved/);
  expect(screen.getByText('As of 3:30:10 PM.')).toBeTruthy();
  expect(rows()[1]).toBe(row);
  expect(document.activeElement).toBe(box());
  await pass(REFRESH_MS);
  expect(fetch).toHaveBeenCalledTimes(3);
});

test('it stops while nobody looks, and asks at once when somebody does', async () => {
  const { fetch } = await openStatus();
  look('hidden');
  await pass(60_000);
  expect(fetch).toHaveBeenCalledTimes(1);
  look('visible');
  await pass(0);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('looking away and back does not make it ask more often', async () => {
  const { fetch } = await openStatus();
  for (const _ of [1, 2, 3]) {
    look('hidden');
    look('visible');
    await pass(1000);
  }
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('it can be told to stop; then it says how old the figures are', async () => {
  const { fetch } = await openStatus();
  fireEvent.click(box());
  await pass(130_000);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(screen.getByText('As of 3:30:05 PM, 2 minutes ago.')).toBeTruthy();
});

test('without an answer the old figures stay, as what they are', async () => {
  const { answers, says } = await openStatus();
  answers(offline);
  await pass(20_000);
  expect(verdict()).toMatch(/^Not knownThe server does not answer right now\./);
  expect(verdict()).toMatch(/as it was at 3:30:05 PM\. Then it said:All is well: .* 3 servers\.$/);
  expect(screen.getByText('As of 3:30:05 PM, 20 seconds ago.')).toBeTruthy();
  expect(rows()).toHaveLength(4);
  answers(problem(503, ErrorCode.RETRY_LATER));
  await pass(REFRESH_MS);
  expect(verdict()).toMatch(/^AlarmNothing can be saved right now/);
  answers(problem(500, ErrorCode.INTERNAL));
  await pass(REFRESH_MS);
  expect(verdict()).toMatch(/^Not knownThe server answers, but cannot say/);
  says();
  await pass(REFRESH_MS);
  expect(verdict()).toMatch(/^FineAll is well/);
  expect(screen.getByText('As of 3:30:40 PM.')).toBeTruthy();
});

test('a request that hangs is given up, and another one made', async () => {
  const { fetch } = await openStatus();
  fetch.mockImplementationOnce((_, { signal }) => {
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    });
  });
  await pass(REFRESH_MS + ANSWER_MS_MAX - 1);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect(verdict()).toMatch(/^Fine/);
  await pass(1);
  expect(verdict()).toMatch(/^Not knownThe server does not answer/);
  await pass(REFRESH_MS);
  expect(fetch).toHaveBeenCalledTimes(3);
  expect(verdict()).toMatch(/^Fine/);
});

test('who may not see it any more does not go on seeing it', async () => {
  const { answers, fetch } = await openStatus();
  answers(problem(403, ErrorCode.NOT_ALLOWED));
  await pass(REFRESH_MS);
  expect(screen.getByRole('alert').textContent).toMatch('This page is not for you');
  expect(screen.queryByRole('table')).toBeNull();
  const asked = fetch.mock.calls.length;
  await pass(60_000);
  expect(fetch).toHaveBeenCalledTimes(asked);
});
