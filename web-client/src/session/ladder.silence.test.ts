// When server-sent events fall silent: a proxy may hold them back, or nothing may be wrong.
import { beforeEach, expect, test, vi } from 'vitest';
import { item } from '../testing/builders';
import { ladderBench } from '../testing/ladder-bench';

beforeEach(() => void vi.useFakeTimers());

const heartbeat = item({ case: 'heartbeat', value: {} });

async function onEvents() {
  const it = await ladderBench();
  await it.pass(5000);
  await it.welcomed();
  return it;
}

test('server-sent events that fall silent twice within a minute: long polls', async () => {
  const it = await onEvents();
  await it.pass(10_000);
  it.last.receive(heartbeat);
  expect(it.last.transport).toBe('sse');
  await it.pass(10_000);
  expect(it.last.transport).toBe('poll');
  it.last.accept();
  expect(it.last.hello.resumeToken).not.toHaveLength(0);
});

test('silent once in a minute they may be', async () => {
  const it = await onEvents();
  for (let count = 0; count < 3; count++) {
    await it.pass(10_000);
    for (let beat = 0; beat < 12; beat++) {
      it.last.receive(heartbeat);
      await it.pass(5000);
    }
  }
  expect(it.ways).toEqual(['websocket', 'sse']);
});

test('nothing is concluded from silence without network', async () => {
  const it = await onEvents();
  it.network.online = false;
  await it.pass(10_000);
  it.last.receive(heartbeat);
  await it.pass(10_000);
  expect(it.ways).toEqual(['websocket', 'sse']);
});

test('a WebSocket that falls silent is opened anew', async () => {
  const it = await ladderBench();
  await it.welcomed();
  await it.pass(20_000);
  expect(it.ways).toEqual(['websocket', 'websocket']);
});
