// The ladder: when it goes down, how quickly, what it remembers, and what does not move it.
import { beforeEach, expect, test, vi } from 'vitest';
import { item } from '../testing/builders';
import { FakeStorage } from '../testing/engine-bench';
import { ladderBench } from '../testing/ladder-bench';

beforeEach(() => void vi.useFakeTimers());

const DAY_MS = 24 * 60 * 60 * 1000;

test('begins with a WebSocket, and stays there when it is welcomed', async () => {
  const it = await ladderBench();
  await it.welcomed();
  await it.pass(9000);
  expect(it.ways).toEqual(['websocket']);
  expect(it.state.transport).toBe('websocket');
  expect(it.storage.read('convene.transport')).toBeUndefined();
});

test('a WebSocket that opens and is not welcomed within 5 s: server-sent events at once', async () => {
  const it = await ladderBench();
  it.last.accept();
  await it.pass(4999);
  expect(it.ways).toEqual(['websocket']);
  await it.pass(1);
  expect(it.ways).toEqual(['websocket', 'sse']);
  expect(it.all[0]?.open).toBe(false);
  await it.welcomed();
  expect(it.state).toMatchObject({ connection: { kind: 'live' }, transport: 'sse' });
});

test('a slow network, as the opening shows, has longer for its welcome; then it is over', async () => {
  const it = await ladderBench();
  await it.pass(400);
  it.last.accept();
  await it.pass(9999);
  expect(it.ways).toEqual(['websocket']);
  await it.pass(1);
  expect(it.ways).toEqual(['websocket', 'sse']);
});

test('the slowest opening makes nobody wait for ever', async () => {
  const it = await ladderBench();
  await it.pass(4000);
  it.last.accept();
  await it.pass(14_999);
  expect(it.ways).toEqual(['websocket']);
  await it.pass(1);
  expect(it.ways).toEqual(['websocket', 'sse']);
});

test('server-sent events have time for as long as bytes come', async () => {
  const it = await ladderBench();
  await it.pass(5000);
  for (let count = 0; count < 8; count++) {
    await it.pass(4000);
    it.last.move();
  }
  expect(it.ways).toEqual(['websocket', 'sse']);
  await it.pass(5000);
  expect(it.ways).toEqual(['websocket', 'sse', 'poll']);
});

test('a WebSocket that fails twice in a row before any welcome: the next way at once', async () => {
  const it = await ladderBench();
  await it.fails();
  expect(it.ways).toEqual(['websocket', 'websocket']);
  await it.fails();
  expect(it.ways).toEqual(['websocket', 'websocket', 'sse']);
});

test('both attempts together have 5 s', async () => {
  const it = await ladderBench();
  await it.pass(2000);
  await it.fails();
  await it.pass(2999);
  expect(it.ways).toEqual(['websocket', 'websocket']);
  await it.pass(1);
  expect(it.ways).toEqual(['websocket', 'websocket', 'sse']);
});

test('an attempt that fails late is not tried again', async () => {
  const it = await ladderBench();
  await it.pass(3000);
  await it.fails();
  expect(it.ways).toEqual(['websocket', 'sse']);
});

test('server-sent events that a proxy holds back for 5 s: long polls', async () => {
  const it = await ladderBench();
  await it.pass(5000);
  expect(it.last.transport).toBe('sse');
  await it.pass(5000);
  expect(it.last.transport).toBe('poll');
  await it.welcomed();
  expect(it.state).toMatchObject({ connection: { kind: 'live' }, transport: 'poll' });
});

test('server-sent events that fail twice before a welcome: long polls', async () => {
  const it = await ladderBench();
  await it.pass(5000);
  await it.fails();
  await it.fails();
  expect(it.ways).toEqual(['websocket', 'sse', 'sse', 'poll']);
});

test('when no way works, a pause, and from the top again', async () => {
  const it = await ladderBench();
  for (let count = 0; count < 6; count++) await it.fails();
  expect(it.ways).toEqual(['websocket', 'websocket', 'sse', 'sse', 'poll', 'poll']);
  expect(it.state.connection.kind).toBe('waiting');
  await it.pass(500);
  expect(it.last.transport).toBe('websocket');
  expect(it.storage.read('convene.transport')).toBeUndefined();
});

test('what was welcomed and then lost is no reason to go down', async () => {
  const it = await ladderBench();
  for (let count = 0; count < 4; count++) {
    await it.welcomed();
    it.last.drop();
    await it.comesBack();
  }
  expect(it.ways).toEqual(Array(5).fill('websocket'));
});

test('what our own server says is no reason to go down', async () => {
  const it = await ladderBench();
  const full = item({ case: 'goodbye', value: { code: 4004, reconnect: true, afterMs: 100 } });
  for (let count = 0; count < 4; count++) {
    it.last.accept();
    if (count % 2) it.last.receive(full);
    else it.last.drop(4004);
    await it.comesBack();
  }
  expect(it.ways).toEqual(Array(5).fill('websocket'));
});

test('a computer without network stays where it is', async () => {
  const it = await ladderBench();
  it.network.online = false;
  for (let count = 0; count < 4; count++) {
    it.last.drop();
    await it.comesBack();
  }
  expect(it.ways).toEqual(Array(5).fill('websocket'));
});

test('a server that gives no ticket is no reason to go down', async () => {
  // One attempt fails, then a ticket, then an attempt again.
  const it = await ladderBench({
    tickets: (count) =>
      count % 2 === 0 ? { kind: 'retry' } : { kind: 'ticket', ticket: `tk${count}` },
  });
  for (let count = 0; count < 4; count++) {
    it.last.drop();
    await it.comesBack();
  }
  expect(it.ways).toEqual(Array(5).fill('websocket'));
});

test('the way that worked is where the next session begins, for a day', async () => {
  const { storage, ...first } = await ladderBench();
  await first.pass(5000);
  await first.welcomed();
  expect((await ladderBench({ storage })).ways).toEqual(['sse']);

  // Used again after half a day: its day does not begin anew.
  vi.setSystemTime(Date.now() + DAY_MS / 2);
  const second = await ladderBench({ storage });
  await second.welcomed();
  vi.setSystemTime(Date.now() + DAY_MS / 2);
  expect((await ladderBench({ storage })).ways).toEqual(['websocket']);
});

test.each(['nonsense', '{"rung":"tin can","untilMs":9e15}', '{"rung":"poll","untilMs":9e15}'])(
  'a memory that cannot be ours is none: %s',
  async (text) => {
    const storage = new FakeStorage();
    storage.write('convene.transport', text);
    expect((await ladderBench({ storage })).ways).toEqual(['websocket']);
  },
);
