// The engine's commands: sent exactly once, through losses, refusals, reloads and copies of tabs.
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../protocol/convene/v1/error_pb';
import { Why } from '../protocol/convene/v1/wire_pb';
import { item, line, lineAdded, ME, welcome } from '../testing/builders';
import { engineBench, FakeLocks, FakeStorage, saying } from '../testing/engine-bench';
import { lockName } from './instance-lock';

beforeEach(() => void vi.useFakeTimers());

const ack = (n: number) => item({ case: 'ack', value: { n: BigInt(n) } });
const reject = (n: number, code: ErrorCode) =>
  item({ case: 'reject', value: { n: BigInt(n), code } });

async function liveBench(options: Parameters<typeof engineBench>[0] = {}) {
  const bench = engineBench(options);
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  return bench;
}

type Bench = ReturnType<typeof engineBench>;
const numbers = (bench: Bench) => bench.sockets.last.commands.map(({ n }) => Number(n));
const states = (bench: Bench) => bench.state.pending.map(({ state }) => state);

test('counts commands from 1 and forgets those that are acknowledged', async () => {
  const bench = await liveBench();
  bench.engine.send(saying('one'));
  bench.engine.send(saying('two'));
  expect(numbers(bench)).toEqual([1, 2]);
  expect(states(bench)).toEqual(['sending', 'sending']);
  bench.sockets.last.receive(ack(1));
  expect(bench.state.pending.map(({ n }) => n)).toEqual([2]);
});

test('a pending line is no part of the view; when its own line comes, it is drawn once', async () => {
  const bench = await liveBench();
  bench.engine.send(saying('Hello'));
  expect(bench.state.view?.channels[0]?.lines).toHaveLength(0);
  bench.sockets.last.receive(lineAdded(line('ln_1', { authorId: ME, text: 'Hello' })));
  expect(bench.state.pending[0]?.landed).toBe(true);
  bench.sockets.last.receive(ack(1));
  expect(bench.state.pending).toHaveLength(0);
});

test('after a loss everything pending is unsent, and sent again in order', async () => {
  const bench = await liveBench();
  bench.engine.send(saying('one'));
  bench.sockets.last.drop();
  bench.engine.send(saying('two'));
  expect(states(bench)).toEqual(['unsent', 'unsent']);
  await bench.comeBack();
  expect(numbers(bench)).toEqual([]);
  bench.sockets.last.receive(welcome({ why: Why.RESUMED, view: undefined }));
  expect(numbers(bench)).toEqual([1, 2]);
});

test('retry later: the same number again after a pause, the next ones behind it', async () => {
  const bench = await liveBench();
  bench.engine.send(saying('one'));
  bench.sockets.last.receive(reject(1, ErrorCode.RETRY_LATER));
  bench.engine.send(saying('two'));
  expect(states(bench)).toEqual(['unsent', 'unsent']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(numbers(bench)).toEqual([1, 1, 2]);
  expect(states(bench)).toEqual(['sending', 'sending']);
});

test('a refusal is kept with its reason, to be sent anew or discarded', async () => {
  const bench = await liveBench();
  bench.engine.send(saying('one'));
  bench.sockets.last.receive(reject(1, ErrorCode.TOO_FAST));
  expect(bench.state.pending[0]).toMatchObject({ state: 'failed', code: ErrorCode.TOO_FAST });
  bench.engine.retry(bench.state.pending[0]?.key ?? '');
  expect(numbers(bench)).toEqual([1, 2]);
  bench.sockets.last.receive(reject(2, ErrorCode.TOO_FAST));
  bench.engine.discard(bench.state.pending[0]?.key ?? '');
  expect(bench.state.pending).toHaveLength(0);
});

test('a refusal keeps its code, field and detail, also through a reload', async () => {
  const bench = await liveBench();
  const key = bench.engine.send(saying('one'));
  const why = { code: ErrorCode.SLOW_MODE, field: 'text', detail: 'wait 12 s' };
  bench.sockets.last.receive(item({ case: 'reject', value: { n: 1n, ...why } }));
  expect(bench.state.pending).toMatchObject([{ key, state: 'failed', ...why }]);
  bench.engine.stop();
  const { storage, locks } = bench;
  const after = await liveBench({ storage, locks });
  expect(after.state.pending).toMatchObject([{ key, state: 'failed', ...why }]);
});

test('an id that is too old: nobody knows', async () => {
  const bench = await liveBench();
  bench.engine.send(saying('one'));
  bench.sockets.last.receive(reject(1, ErrorCode.ID_TOO_OLD));
  expect(states(bench)).toEqual(['unknown']);
});

test('at most 64 are in flight; an answer lets the next one go', async () => {
  const bench = await liveBench();
  for (let n = 1; n <= 70; n++) bench.engine.send(saying(`${n}`));
  expect(numbers(bench)).toHaveLength(64);
  bench.sockets.last.receive(ack(2));
  expect(numbers(bench)).toHaveLength(64);
  bench.sockets.last.receive(ack(1));
  expect(numbers(bench)).toHaveLength(66);
});

test('a reload keeps instance, numbers and what is pending', async () => {
  const before = await liveBench();
  before.engine.send(saying('one'));
  before.engine.send(saying('two'));
  before.sockets.last.receive(ack(1));
  before.engine.stop();
  const { storage, locks } = before;
  const after = await liveBench({ storage, locks });
  expect(after.sockets.last.hello.instance).toBe(7n);
  expect(after.sockets.last.commands).toMatchObject([{ n: 2n, body: { value: { text: 'two' } } }]);
  after.engine.send(saying('three'));
  expect(numbers(after)).toEqual([2, 3]);
});

test('a copied tab takes an instance of its own and leaves the commands to the first', async () => {
  const first = await liveBench();
  first.engine.send(saying('one'));
  const copy = engineBench({ storage: first.storage.copy(), locks: first.locks });
  await copy.arrive();
  expect(copy.sockets.last.hello.instance).toBe(0n);
  copy.sockets.last.receive(welcome({ instance: 8n }));
  expect(copy.sockets.last.commands).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  expect([...first.locks.held]).toEqual([lockName('ses_1', '7'), lockName('ses_1', '8')]);
});

test('in a new instance: what may have happened is unknown, what was never sent is sent', async () => {
  const bench = await liveBench();
  bench.engine.send(saying('sent'));
  bench.sockets.last.drop();
  bench.engine.send(saying('typed while away'));
  await bench.comeBack();
  bench.sockets.last.receive(welcome({ instance: 9n }));
  expect(states(bench)).toEqual(['unknown', 'sending']);
  expect(bench.sockets.last.commands).toMatchObject([
    { n: 1n, body: { value: { text: 'typed while away' } } },
  ]);
  bench.sockets.last.receive(ack(1));
  expect(states(bench)).toEqual(['unknown']);
});

test('storage that another version wrote is a new beginning', async () => {
  const storage = new FakeStorage();
  storage.write('outbox', '{"instance":');
  const bench = await liveBench({ storage, locks: new FakeLocks() });
  expect(bench.sockets.last.hello.instance).toBe(0n);
});
