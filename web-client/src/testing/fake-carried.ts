// A server that is reached by ordinary requests alone: one session, one channel, real resuming.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { base64Encode } from '@bufbuild/protobuf/wire';
import { vi } from 'vitest';
import type { Line } from '../protocol/convene/v1/chat_pb';
import type { ClientFrame, ServerItem } from '../protocol/convene/v1/wire_pb';
import {
  CarriedOpenedSchema,
  ClientFrameSchema,
  ClientFramesSchema,
  ServerFrameSchema,
  Why,
} from '../protocol/convene/v1/wire_pb';
import { channel, item, line, lineAdded, ME, token, view, welcome } from './builders';

const PROTOBUF = { 'content-type': 'application/x-protobuf' };

interface Connection {
  /** Frames that nobody has fetched yet. */
  waiting: Uint8Array[];
  events?: ReadableStreamDefaultController<Uint8Array>;
  poll?: (response: Response) => void;
}

export class FakeCarriedServer {
  /** Everything that was said, in order. */
  readonly lines: Line[] = [];
  readonly requests: string[] = [];
  /** The frames of every POST that brought some. */
  readonly batches: ClientFrame['item'][][] = [];
  readonly connections = new Map<string, Connection>();
  /** A proxy that lets nothing of a stream through before it ends. */
  buffers = false;
  /** The next answer to commands is lost on its way; the commands are not. */
  losesAnswer = false;
  /** What refuses the next hello. */
  refusal: (() => Response) | undefined;
  /** Answers to commands wait for this. */
  slow: Promise<void> | undefined;
  readonly #done = new Set<string>();
  #count = 0;

  constructor() {
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => this.#fetch(path, init));
  }

  /** Somebody else says something. */
  say(text: string): void {
    this.#add(line(`ln_${this.lines.length}`, { text }));
  }

  /** Only half of a frame gets through, and then the connection is gone. */
  cut(half?: ServerItem['item']): void {
    for (const [name, { events }] of this.connections) {
      if (half) events?.enqueue(encoded(`data: ${base64Encode(frame([half]))}`).slice(0, -5));
      events?.error(new TypeError('network error'));
      this.connections.delete(name);
    }
  }

  /** To all connections. */
  deliver(...items: ServerItem['item'][]): void {
    for (const connection of this.connections.values()) this.#give(connection, frame(items));
  }

  #fetch(path: string, init: RequestInit): Promise<Response> {
    const { signal } = init;
    this.requests.push(`${init.method ?? 'GET'} ${path}`);
    return new Promise((resolve, reject) => {
      const abort = () => reject(new DOMException('aborted', 'AbortError'));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort);
      void this.#answer(path, init).then(resolve, reject);
    });
  }

  async #answer(path: string, { body }: RequestInit): Promise<Response> {
    const bytes = (body as Uint8Array | undefined) ?? new Uint8Array();
    if (path === '/live/carried') return this.refusal?.() ?? this.#open(bytes);
    const [, , , name = '', rest = ''] = path.split('/');
    const connection = this.connections.get(name);
    if (!connection) return new Response('', { status: 404 });
    if (rest === 'events') return this.#events(connection);
    if (rest === 'poll') return this.#poll(connection);
    if (rest === 'close') {
      this.connections.delete(name);
      return new Response(null, { status: 204 });
    }
    return this.#commands(connection, bytes);
  }

  #open(bytes: Uint8Array): Response {
    const { item: first } = fromBinary(ClientFrameSchema, bytes);
    if (first.case !== 'hello') throw new Error('a connection begins with a hello');
    const { resumeToken, receivedSince } = first.value;
    const [, position = ''] = new TextDecoder().decode(resumeToken).split('t');
    const resumed = position !== '';
    const from = resumed ? Number(position) + receivedSince : this.lines.length;
    const connection: Connection = { waiting: [] };
    this.#count += 1;
    const name = `c${this.#count}`;
    this.connections.set(name, connection);
    const whole = { why: Why.FRESH, view: view({ channels: [channel({ lines: this.lines })] }) };
    const missed = { why: Why.RESUMED, view: undefined, resumeToken: token('') };
    const greeting = resumed ? missed : { ...whole, resumeToken: this.#token() };
    const later = this.lines.slice(from).map(lineAdded);
    this.#give(connection, frame([welcome({ instance: 7n, ...greeting }), ...later]));
    const opened = create(CarriedOpenedSchema, { connection: name });
    return new Response(toBinary(CarriedOpenedSchema, opened), { headers: PROTOBUF });
  }

  #events(connection: Connection): Response {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        connection.events = controller;
        controller.enqueue(encoded(`:${' '.repeat(2048)}\n\n`));
        this.#pump(connection);
      },
    });
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
  }

  #poll(connection: Connection): Promise<Response> {
    return new Promise((resolve) => {
      connection.poll = resolve;
      this.#pump(connection);
    });
  }

  async #commands(connection: Connection, bytes: Uint8Array): Promise<Response> {
    const { frames } = fromBinary(ClientFramesSchema, bytes);
    this.batches.push(frames.map((one) => one.item));
    await this.slow;
    for (const { item: one } of frames) {
      if (one.case !== 'command') continue;
      const { n, body } = one.value;
      if (!this.#done.has(String(n)) && body.case === 'sendLine') {
        this.#done.add(String(n));
        const { text } = body.value;
        this.#add(line(`ln_${this.lines.length}`, { authorId: ME, text }));
      }
      const ack = item({ case: 'ack', value: { n, resumeToken: this.#token() } });
      this.#give(connection, frame([ack]));
    }
    if (this.losesAnswer) {
      this.losesAnswer = false;
      throw new TypeError('network error');
    }
    return new Response(null, { status: 204 });
  }

  #add(said: Line): void {
    this.lines.push(said);
    this.deliver(lineAdded(said));
  }

  #token(): Uint8Array {
    return token(`t${this.lines.length}`);
  }

  #give(connection: Connection, bytes: Uint8Array): void {
    connection.waiting.push(bytes);
    this.#pump(connection);
  }

  #pump(connection: Connection): void {
    const { events, poll, waiting } = connection;
    if (events && !this.buffers) {
      for (const bytes of waiting.splice(0)) {
        events.enqueue(encoded(`data: ${base64Encode(bytes)}\n\n`));
      }
    }
    if (poll && waiting.length > 0) {
      connection.poll = undefined;
      const all = waiting.splice(0).flatMap((bytes) => [...bytes]);
      poll(new Response(new Uint8Array(all), { headers: PROTOBUF }));
    }
  }
}

export function frame(items: ServerItem['item'][]): Uint8Array<ArrayBuffer> {
  const wrapped = items.map((one) => ({ item: one }));
  return toBinary(ServerFrameSchema, create(ServerFrameSchema, { items: wrapped }));
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
