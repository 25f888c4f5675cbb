// A WebSocket that a test holds by both ends.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { ClientFrame, ServerItem } from '../protocol/convene/v1/wire_pb';
import {
  ClientFrameSchema,
  ServerFrameSchema,
  ServerItemSchema,
} from '../protocol/convene/v1/wire_pb';
import type { OpenSocket, Socket, SocketEvents, Transport } from '../session/socket';

type Item<Case> = Extract<ClientFrame['item'], { case: Case }>;

export class FakeSocket implements Socket {
  readonly sent: ClientFrame['item'][] = [];
  open = true;
  readonly transport: Transport;
  readonly #events: SocketEvents;

  constructor(events: SocketEvents, transport: Transport = 'websocket') {
    this.#events = events;
    this.transport = transport;
  }

  send(item: ClientFrame['item']): void {
    // Through the bytes, so that what cannot be written fails here as it would on the wire.
    const bytes = toBinary(ClientFrameSchema, create(ClientFrameSchema, { item }));
    this.sent.push(fromBinary(ClientFrameSchema, bytes).item);
  }

  close(): void {
    this.open = false;
  }

  get hello() {
    const item = this.sent.find((one): one is Item<'hello'> => one.case === 'hello');
    if (!item) throw new Error('no hello was sent');
    return item.value;
  }

  get commands() {
    return this.sent.flatMap((item) => (item.case === 'command' ? [item.value] : []));
  }

  accept(): void {
    this.#events.onOpen();
  }

  /** A part of a frame comes. */
  move(): void {
    this.#events.onBytes?.();
  }

  receive(...items: ServerItem['item'][]): void {
    const frame = create(ServerFrameSchema, {
      items: items.map((item) => create(ServerItemSchema, { item })),
    });
    const bytes = toBinary(ServerFrameSchema, frame);
    this.#events.onItems(fromBinary(ServerFrameSchema, bytes).items);
  }

  drop(code = 1006): void {
    if (!this.open) return;
    this.open = false;
    this.#events.onClose(code);
  }
}

export class FakeSockets {
  readonly all: FakeSocket[] = [];

  readonly open: OpenSocket = (events) => {
    const socket = new FakeSocket(events);
    this.all.push(socket);
    return socket;
  };

  get last(): FakeSocket {
    const socket = this.all[this.all.length - 1];
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }
}
