// The engine's connection: arriving, falling silent, coming back, giving up.
import { beforeEach, expect, test, vi } from 'vitest';
import { Why } from '../protocol/convene/v1/wire_pb';
import { ANA, item, line, lineAdded, ME, token, view, welcome } from '../testing/builders';
import { engineBench, settle } from '../testing/engine-bench';

beforeEach(() => void vi.useFakeTimers());

test('says hello with its ticket, and is live when it is welcomed', async () => {
  const bench = engineBench();
  await bench.arrive();
  expect(bench.state.connection).toEqual({ kind: 'connecting', attempt: 0 });
  expect(bench.sockets.last.hello).toMatchObject({ ticket: 'tk1', instance: 0n, revision: 1 });
  bench.sockets.last.receive(welcome());
  expect(bench.state.connection).toEqual({ kind: 'live' });
  expect(bench.state.view?.people).toHaveLength(2);
});

test('applies a frame as one update', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  const listener = vi.fn();
  bench.engine.store.subscribe(listener);
  bench.sockets.last.receive(lineAdded(line('ln_1')), lineAdded(line('ln_2')));
  expect(listener).toHaveBeenCalledTimes(1);
  expect(bench.state.view?.channels[0]?.lines).toHaveLength(2);
});

test('resumes with token and count, keeps its view, and says what was missed', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  bench.sockets.last.receive(lineAdded(line('ln_1')), lineAdded(line('ln_2')));
  bench.sockets.last.drop();
  expect(bench.state.connection.kind).toBe('waiting');
  await vi.advanceTimersByTimeAsync(180_000);
  await bench.comeBack().catch(() => undefined);
  const { last } = bench.sockets;
  expect(last.hello).toMatchObject({ resumeToken: token('t1'), receivedSince: 2, instance: 7n });
  last.receive(
    welcome({ why: Why.RESUMED, view: undefined, resumeToken: token('') }),
    lineAdded(line('ln_3')),
    lineAdded(line('ln_mine', { authorId: ME })),
  );
  expect(bench.state.view?.channels[0]?.lines.map(({ id }) => id)).toEqual([
    'ln_1',
    'ln_2',
    'ln_3',
    'ln_mine',
  ]);
  expect(bench.state.away).toMatchObject({ lines: 1, diverged: false });
  expect(bench.state.away?.ms).toBeGreaterThanOrEqual(180_000);
  bench.engine.dismissAway();
  expect(bench.state.away).toBeUndefined();
});

test('lines said after the return are not counted as missed', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  bench.sockets.last.drop();
  await vi.advanceTimersByTimeAsync(60_000);
  bench.sockets.last.accept();
  const now = Date.now();
  const serverTimeMs = BigInt(now);
  bench.sockets.last.receive(welcome({ why: Why.RESUMED, view: undefined, serverTimeMs }));
  bench.sockets.last.receive(lineAdded(line('ln_old', { atMs: BigInt(now - 5) })));
  bench.sockets.last.receive(lineAdded(line('ln_new', { atMs: BigInt(now + 5) })));
  expect(bench.state.away?.lines).toBe(1);
});

test('a history that diverged replaces the view and is said', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  bench.sockets.last.receive(lineAdded(line('ln_lost')));
  bench.sockets.last.drop(4003);
  await bench.comeBack();
  bench.sockets.last.receive(welcome({ why: Why.DIVERGED, view: view() }));
  expect(bench.state.view?.channels[0]?.lines).toHaveLength(0);
  expect(bench.state.away?.diverged).toBe(true);
});

test('tokens in heartbeats, acks and resyncs count anew', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome(), lineAdded(line('ln_1')));
  bench.sockets.last.receive(item({ case: 'heartbeat', value: { resumeToken: token('t2') } }));
  bench.sockets.last.receive(lineAdded(line('ln_2')));
  bench.sockets.last.receive(
    item({ case: 'resync', value: { view: view(), resumeToken: token('t3') } }),
    lineAdded(line('ln_3')),
  );
  expect(bench.state.view?.channels[0]?.lines.map(({ id }) => id)).toEqual(['ln_3']);
  bench.sockets.last.drop();
  await bench.comeBack();
  expect(bench.sockets.last.hello).toMatchObject({ resumeToken: token('t3'), receivedSince: 1 });
});

test('presence replaces, adds and takes away', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(
    welcome(),
    item({ case: 'presence', value: { full: true, here: [ME, 'per_x'] } }),
  );
  bench.sockets.last.receive(item({ case: 'presence', value: { here: [ANA], away: ['per_x'] } }));
  expect([...(bench.state.here ?? [])]).toEqual([ME, ANA]);
});

test('pings every 10 s; says when nothing is heard; starts over when that lasts', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  const heardMs = Date.now();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(bench.sockets.last.sent.map((sent) => sent.case)).toEqual(['hello', 'ping']);
  expect(bench.state.connection).toEqual({ kind: 'silent', sinceMs: heardMs });
  bench.sockets.last.receive(item({ case: 'heartbeat', value: {} }));
  expect(bench.state.connection).toEqual({ kind: 'live' });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(bench.sockets.all).toHaveLength(2);
  expect(bench.sockets.all[0]?.open).toBe(false);
  expect(bench.state.connection).toEqual({ kind: 'connecting', attempt: 1 });
});

test('a nudge after a sleep finds the silence at once, and ends a wait', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  vi.setSystemTime(Date.now() + 120_000);
  bench.engine.nudge();
  await settle();
  expect(bench.sockets.all).toHaveLength(2);
  bench.sockets.last.drop();
  expect(bench.state.connection.kind).toBe('waiting');
  bench.engine.nudge();
  await settle();
  expect(bench.sockets.all).toHaveLength(3);
});

test('a goodbye that asks to come back is obeyed, not before its time', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  bench.sockets.last.receive(
    item({ case: 'goodbye', value: { code: 4000, reconnect: true, afterMs: 3000 } }),
  );
  await vi.advanceTimersByTimeAsync(2900);
  expect(bench.sockets.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(700);
  expect(bench.sockets.all).toHaveLength(2);
});

test.each([
  [4502, 'removed'],
  [4503, 'signed-out'],
  [4507, 'replaced'],
])('a goodbye with code %i ends the connection: %s', async (code, reason) => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  bench.sockets.last.receive(item({ case: 'goodbye', value: { code, reconnect: false } }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(bench.state.connection).toEqual({ kind: 'ended', reason });
  expect(bench.sockets.all).toHaveLength(1);
});

test('a refused ticket gets one more try', async () => {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.drop(4501);
  await settle();
  expect(bench.tickets.count).toBe(2);
  bench.sockets.last.drop(4501);
  expect(bench.state.connection).toEqual({ kind: 'ended', reason: 'ticket-refused' });
});

test('no ticket for now: waits and asks again; no ticket ever: says why', async () => {
  const bench = engineBench({
    tickets: (count) => (count < 3 ? { kind: 'retry' } : { kind: 'end', reason: 'removed' }),
  });
  await bench.engine.start();
  expect(bench.state.connection.kind).toBe('waiting');
  await vi.advanceTimersByTimeAsync(5000);
  expect(bench.tickets.count).toBe(3);
  expect(bench.state.connection).toEqual({ kind: 'ended', reason: 'removed' });
});

test('a socket that never opens is given up', async () => {
  const bench = engineBench();
  await bench.engine.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(bench.sockets.all[0]?.open).toBe(false);
  expect(bench.state.connection.kind).toBe('waiting');
});

test('a ticket that never comes does not keep us from trying again', async () => {
  const bench = engineBench();
  bench.hangingTickets = 1;
  void bench.engine.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(bench.state.connection.kind).toBe('waiting');
  await bench.comeBack();
  bench.sockets.last.receive(welcome());
  expect(bench.state.connection.kind).toBe('live');
});
