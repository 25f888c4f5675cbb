// Connections over ordinary requests: the same frames, in order, once, through losses and refusals.
import { create } from '@bufbuild/protobuf';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { realClock } from '../lib/clock';
import { ClientFrameSchema } from '../protocol/convene/v1/wire_pb';
import { item, line, lineAdded } from '../testing/builders';
import { engineBench, FakeStorage, saying, settle } from '../testing/engine-bench';
import { FakeCarriedServer, frame } from '../testing/fake-carried';
import { FakeSocket } from '../testing/fake-socket';
import type { Engine } from './engine';
import { Ladder } from './ladder';
import { openPollSocket } from './poll-socket';
import { rememberRung } from './rung-memory';
import type { Transport } from './socket';
import { openSseSocket } from './sse-socket';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const engine of engines.splice(0)) engine.stop();
});

const engines: Engine[] = [];

/** An engine that begins on this way, and a server behind it. WebSockets get no answer. */
async function bench(rung: Transport) {
  const server = new FakeCarriedServer();
  const storage = new FakeStorage();
  rememberRung(storage, rung, Date.now());
  const ladder = new Ladder({
    clock: realClock,
    storage,
    isOnline: () => true,
    sockets: {
      websocket: (events) => new FakeSocket(events),
      sse: openSseSocket,
      poll: openPollSocket,
    },
  });
  const { engine, ...rest } = engineBench({ ladder, storage });
  engines.push(engine);
  await engine.start();
  await settle();
  return {
    ...rest,
    engine,
    server,
    state: () => engine.store.get(),
    texts: () => engine.store.get().view?.channels[0]?.lines.map(({ text }) => text),
    said: () => server.lines.map(({ text }) => text),
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
    /** Until the loss has been noticed and all is well again. */
    async comesBack() {
      await settle();
      const well = () => {
        const { connection, pending } = engine.store.get();
        return connection.kind === 'live' && pending.length === 0;
      };
      while (!well()) await vi.advanceTimersByTimeAsync(100);
    },
  };
}

const HELLO = create(ClientFrameSchema, { item: { case: 'hello', value: {} } }).item;

function later() {
  const both = { answer: () => {}, promise: Promise.resolve() };
  both.promise = new Promise((resolve) => {
    both.answer = resolve;
  });
  return both;
}

const BOTH: Transport[] = ['sse', 'poll'];

test.each(BOTH)('%s: is welcomed, hears, and is heard', async (rung) => {
  const { engine, server, state, texts } = await bench(rung);
  expect(state()).toMatchObject({ connection: { kind: 'live' }, transport: rung });
  server.say('Hello');
  engine.send(saying('Good afternoon'));
  await settle();
  expect(texts()).toEqual(['Hello', 'Good afternoon']);
  expect(state().pending).toEqual([]);
});

test('poll: asks again as soon as it is answered, also when there was nothing', async () => {
  const { server, state } = await bench('poll');
  const polls = () => server.requests.filter((one) => one.endsWith('/poll')).length;
  expect(polls()).toBe(2);
  server.connections.get('c1')?.poll?.(new Response(new Uint8Array()));
  await settle();
  expect(polls()).toBe(3);
  expect(state().connection.kind).toBe('live');
});

test.each(BOTH)('%s: one request at a time; what comes meanwhile goes together', async (rung) => {
  const { engine, server, texts } = await bench(rung);
  const { promise, answer } = later();
  server.slow = promise;
  for (const text of ['one', 'two', 'three']) {
    engine.send(saying(text));
    await settle();
  }
  expect(server.batches.map(({ length }) => length)).toEqual([1]);
  answer();
  await settle();
  expect(server.batches.map(({ length }) => length)).toEqual([1, 2]);
  expect(texts()).toEqual(['one', 'two', 'three']);
});

test('a request stays below what the server takes', async () => {
  const { engine, server, said } = await bench('poll');
  const long = Array.from({ length: 30 }, (_, index) => `${index} ${'ñ'.repeat(1990)}`);
  for (const text of long) engine.send(saying(text));
  await settle();
  expect(server.batches.length).toBeGreaterThan(2);
  expect(Math.max(...server.batches.map(({ length }) => length))).toBeLessThan(13);
  expect(said()).toEqual(long);
});

test.each(BOTH)('%s: dropped in the middle, no line is lost or doubled', async (rung) => {
  const { engine, server, state, texts, said, comesBack } = await bench(rung);
  const expected: string[] = [];
  for (let round = 0; round < 6; round++) {
    server.say(`theirs ${round}`);
    // Done by the server, but neither its answer nor what followed from it arrives.
    server.losesAnswer = round % 2 === 0;
    engine.send(saying(`mine ${round}`));
    expected.push(`theirs ${round}`, `mine ${round}`, `missed ${round}`);
    if (round % 3 === 1) await settle();
    server.cut(lineAdded(line('ln_half', { text: 'half a frame' })));
    // While we are away.
    server.say(`missed ${round}`);
    await comesBack();
  }
  expect(state()).toMatchObject({ connection: { kind: 'live' }, transport: rung, pending: [] });
  expect(texts()).toEqual(said());
  expect([...said()].sort()).toEqual(expected.sort());
});

test.each(BOTH)('%s: a connection that the server has forgotten is opened anew', async (rung) => {
  const { engine, server, state, said, pass } = await bench(rung);
  server.connections.clear();
  engine.send(saying('one'));
  await pass(1000);
  expect(state()).toMatchObject({ connection: { kind: 'live' }, pending: [] });
  expect(said()).toEqual(['one']);
});

test.each(BOTH)('%s: a goodbye is the last word', async (rung) => {
  const { server, state, pass } = await bench(rung);
  server.deliver(item({ case: 'goodbye', value: { code: 4502 } }));
  server.connections.clear();
  await pass(60_000);
  expect(state().connection).toEqual({ kind: 'ended', reason: 'removed' });
  expect(server.requests.filter((one) => one.endsWith('/live/carried'))).toHaveLength(1);
  expect(server.requests.filter((one) => one.endsWith('/close'))).toHaveLength(0);
});

test('a hello that our server refuses is answered with a goodbye', async () => {
  const server = new FakeCarriedServer();
  server.refusal = () => {
    const goodbye = frame([item({ case: 'goodbye', value: { code: 4503 } })]);
    return new Response(goodbye, {
      status: 403,
      headers: { 'content-type': 'application/x-protobuf' },
    });
  };
  const closed = vi.fn();
  const heard = vi.fn();
  const socket = openPollSocket({ onOpen: vi.fn(), onItems: heard, onClose: closed });
  socket.send(HELLO);
  await settle();
  expect(heard).toHaveBeenCalledOnce();
  expect(closed).toHaveBeenCalledExactlyOnceWith(4503);
});

test.each([
  ['of a proxy', () => new Response('<html>Blocked</html>', { status: 403 })],
  ['of a captive portal', () => new Response('<html>Welcome to the guest network</html>')],
  ['that is empty', () => new Response('')],
])('an answer %s is a failure of the way', async (_, refusal) => {
  const server = new FakeCarriedServer();
  server.refusal = refusal;
  const closed = vi.fn();
  const socket = openSseSocket({ onOpen: vi.fn(), onItems: vi.fn(), onClose: closed });
  socket.send(HELLO);
  await settle();
  expect(closed).toHaveBeenCalledExactlyOnceWith(1006);
});

test.each(BOTH)('%s: leaving closes the connection at the server', async (rung) => {
  const { engine, server } = await bench(rung);
  expect(server.connections.size).toBe(1);
  engine.stop();
  await settle();
  expect(server.requests).toContain('POST /live/carried/c1/close');
  expect(server.connections.size).toBe(0);
});

test.each(BOTH)('%s: so does leaving the page, by a beacon', async (rung) => {
  const beacon = vi.spyOn(navigator, 'sendBeacon').mockReturnValue(true);
  const { server } = await bench(rung);
  window.dispatchEvent(new Event('pagehide'));
  expect(beacon).toHaveBeenCalledExactlyOnceWith('/live/carried/c1/close');
  await settle();
  expect(server.requests.filter((one) => one.endsWith('/close'))).toEqual([]);
});

test('from a blocked WebSocket through a buffering proxy to long polls, live within 10 s', async () => {
  const { engine, server, state, pass, said, texts } = await bench('websocket');
  server.buffers = true;
  engine.send(saying('Typed while connecting'));
  await pass(5000);
  expect(state()).toMatchObject({ transport: 'sse', connection: { kind: 'connecting' } });
  await pass(5000);
  expect(state()).toMatchObject({ transport: 'poll', connection: { kind: 'live' }, pending: [] });
  expect(said()).toEqual(['Typed while connecting']);
  expect(texts()).toEqual(['Typed while connecting']);
});

test('events that fall silent for good: long polls, and what was missed comes once', async () => {
  const { engine, server, state, pass, said, texts } = await bench('sse');
  server.say('before');
  await settle();
  server.buffers = true;
  server.say('held back');
  engine.send(saying('mine'));
  // Silent, opened anew, silent again: then another way.
  await pass(26_000);
  expect(state()).toMatchObject({ transport: 'poll', connection: { kind: 'live' }, pending: [] });
  expect(said()).toEqual(['before', 'held back', 'mine']);
  expect(texts()).toEqual(said());
});
