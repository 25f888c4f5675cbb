// Long polls on a slow network: a frame that comes in pieces.
import { create } from '@bufbuild/protobuf';
import { beforeEach, expect, test, vi } from 'vitest';
import { ClientFrameSchema } from '../protocol/convene/v1/wire_pb';
import { item } from '../testing/builders';
import { settle } from '../testing/engine-bench';
import { FakeCarriedServer, frame } from '../testing/fake-carried';
import { openPollSocket } from './poll-socket';

beforeEach(() => void vi.useFakeTimers());

const HELLO = create(ClientFrameSchema, { item: { case: 'hello', value: {} } }).item;

test('says that bytes come before a frame is whole', async () => {
  const server = new FakeCarriedServer();
  const events = { onOpen: vi.fn(), onBytes: vi.fn(), onItems: vi.fn(), onClose: vi.fn() };
  const socket = openPollSocket(events);
  socket.send(HELLO);
  await settle();
  expect(events.onItems).toHaveBeenCalledTimes(1);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  server.connections.get('c1')?.poll?.(new Response(readable));
  const bytes = frame([item({ case: 'heartbeat', value: { serverTimeMs: 7n } })]);
  events.onBytes.mockClear();
  void writer.write(bytes.slice(0, 2));
  await settle();
  expect(events.onBytes).toHaveBeenCalledTimes(1);
  expect(events.onItems).toHaveBeenCalledTimes(1);
  void writer.write(bytes.slice(2));
  void writer.close();
  await settle();
  expect(events.onItems).toHaveBeenCalledTimes(2);
  expect(events.onItems.mock.lastCall?.[0]).toMatchObject([{ item: { case: 'heartbeat' } }]);
  expect(events.onClose).not.toHaveBeenCalled();
  socket.close();
});
