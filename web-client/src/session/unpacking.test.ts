// Packed frames are opened, and nothing overtakes them.
import { gzipSync } from 'node:zlib';
import { create, toBinary } from '@bufbuild/protobuf';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ServerItem } from '../protocol/convene/v1/wire_pb';
import { HelloSchema, ServerFrameSchema } from '../protocol/convene/v1/wire_pb';
import { FakeSockets } from '../testing/fake-socket';
import { ABNORMAL } from './socket';
import { unpacking } from './unpacking';

const beat = (serverTimeMs: bigint): ServerItem['item'] => ({
  case: 'heartbeat',
  value: { $typeName: 'convene.v1.Heartbeat', resumeToken: new Uint8Array(), serverTimeMs },
});

function packed(...items: ServerItem['item'][]): ServerItem['item'] {
  const frame = create(ServerFrameSchema, { items: items.map((item) => ({ item })) });
  const gzip = new Uint8Array(gzipSync(toBinary(ServerFrameSchema, frame)));
  return { case: 'packed', value: { $typeName: 'convene.v1.Packed', gzip } };
}

let heard: (bigint | number)[];
let sockets: FakeSockets;

beforeEach(() => {
  heard = [];
  sockets = new FakeSockets();
});

function opens() {
  return unpacking(sockets.open)({
    onOpen: vi.fn(),
    onItems: (items) => {
      for (const { item } of items) {
        if (item.case === 'heartbeat') heard.push(item.value.serverTimeMs);
      }
    },
    onClose: (code) => heard.push(code),
  });
}

test('the hello says so; what is not packed is handed on at once', () => {
  const socket = opens();
  socket.send({ case: 'hello', value: create(HelloSchema) });
  expect(sockets.last.hello.unpacks).toBe(true);
  sockets.last.receive(beat(1n));
  expect(heard).toEqual([1n]);
});

test('what comes while a frame is unpacked waits for it, and so does the end', async () => {
  opens();
  sockets.last.receive(packed(beat(1n), beat(2n)), beat(3n));
  sockets.last.receive(beat(4n));
  sockets.last.drop(4008);
  expect(heard).toEqual([]);
  await vi.waitFor(() => expect(heard).toEqual([1n, 2n, 3n, 4n, 4008]));
});

test('afterwards frames are handed on at once again', async () => {
  opens();
  sockets.last.receive(packed(beat(1n)));
  await vi.waitFor(() => expect(heard).toEqual([1n]));
  await vi.waitFor(() => {
    const before = heard.length;
    sockets.last.receive(beat(2n));
    expect(heard).toHaveLength(before + 1);
  });
});

test('a frame that cannot be opened ends the connection: a hole in the view would be worse', async () => {
  opens();
  const broken = new Uint8Array([1, 2, 3]);
  sockets.last.receive({
    case: 'packed',
    value: { $typeName: 'convene.v1.Packed', gzip: broken },
  });
  sockets.last.receive(beat(9n));
  await vi.waitFor(() => expect(heard).toEqual([ABNORMAL]));
  expect(sockets.last.open).toBe(false);
});

test('nothing comes after a close', async () => {
  const socket = opens();
  sockets.last.receive(packed(beat(1n)));
  socket.close();
  sockets.last.receive(packed(beat(2n)));
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual([]);
});
