// A connection over ordinary requests, where WebSockets are blocked: what both kinds share.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { ClientFrame } from '../protocol/convene/v1/wire_pb';
import { CarriedOpenedSchema, ClientFramesSchema } from '../protocol/convene/v1/wire_pb';
import type { Socket, SocketEvents, Transport } from './socket';
import { ABNORMAL, decodeItems, encodeFrame } from './socket';

/** What the receiving half of a connection is given. Nothing that it says after an end counts. */
export interface Receiving {
  /** Of this connection; a secret. */
  path: string;
  signal: AbortSignal;
  /** Something has come: perhaps a part of a frame. */
  moving(): void;
  /** The bytes of one frame. None: nothing new. */
  heard(bytes: Uint8Array): void;
  lost(): void;
}

export type Receive = (receiving: Receiving) => Promise<void>;

const OPEN_PATH = '/live/carried';
const PROTOBUF = 'application/x-protobuf';
/** The server takes messages of 256 KiB; what is larger than this goes alone. */
const BATCH_BYTES_MAX = 48 * 1024;

export class CarriedSocket implements Socket {
  readonly transport: Transport;
  readonly #receive: Receive;
  readonly #events: SocketEvents;
  readonly #abort = new AbortController();
  #state: 'new' | 'opening' | 'open' | 'over' = 'new';
  #path: string | undefined;
  #waiting: ClientFrame['item'][] = [];
  #posting = false;

  constructor(transport: Transport, receive: Receive, events: SocketEvents) {
    this.transport = transport;
    this.#receive = receive;
    this.#events = events;
    window.addEventListener('pagehide', this.#handlePageHide);
    queueMicrotask(() => {
      if (this.#state === 'new') events.onOpen();
    });
  }

  send(item: ClientFrame['item']): void {
    if (this.#state === 'over') return;
    if (this.#state === 'new') {
      this.#state = 'opening';
      void this.#hello(item);
    } else {
      this.#waiting.push(item);
      void this.#flush();
    }
  }

  close(): void {
    const path = this.#path;
    this.#end();
    // The server would find out by itself, later. Nobody waits for the answer.
    if (path) post(`${path}/close`, undefined, undefined).catch(() => undefined);
  }

  async #hello(item: ClientFrame['item']): Promise<void> {
    try {
      const response = await post(OPEN_PATH, encodeFrame(item), this.#abort.signal);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (!response.ok) return this.#refused(response, bytes);
      const { connection } = fromBinary(CarriedOpenedSchema, bytes);
      // A captive portal answers everything, with something of its own.
      if (connection === '') return this.#finish(ABNORMAL);
      if (this.#state === 'opening') this.#opened(connection);
    } catch {
      this.#finish(ABNORMAL);
    }
  }

  #opened(connection: string): void {
    this.#state = 'open';
    const path = `${OPEN_PATH}/${encodeURIComponent(connection)}`;
    this.#path = path;
    void this.#receive({
      path,
      signal: this.#abort.signal,
      moving: () => this.#state !== 'over' && this.#events.onBytes?.(),
      heard: (bytes) => this.#heard(bytes),
      lost: () => this.#finish(ABNORMAL),
    });
    void this.#flush();
  }

  /** A refusal of ours is a frame with a goodbye; any other is a failure of the way. */
  #refused(response: Response, bytes: Uint8Array): void {
    if (response.headers.get('content-type') === PROTOBUF) this.#heard(bytes);
    this.#finish(ABNORMAL);
  }

  #heard(bytes: Uint8Array): void {
    if (this.#state === 'over' || bytes.length === 0) return;
    const items = decodeItems(bytes);
    if (!items) return this.#finish(ABNORMAL);
    const [goodbye] = items.flatMap(({ item }) => (item.case === 'goodbye' ? [item.value] : []));
    // The server has forgotten the connection: there is nothing to close any more.
    if (goodbye) this.#path = undefined;
    this.#events.onItems(items);
    if (goodbye) this.#finish(goodbye.code);
  }

  /** One request at a time, so that nothing overtakes; what comes meanwhile goes with the next. */
  async #flush(): Promise<void> {
    if (this.#posting) return;
    this.#posting = true;
    try {
      while (this.#path && this.#waiting.length > 0) {
        const { status } = await post(this.#path, this.#batch(), this.#abort.signal);
        if (status !== 204) return this.#finish(ABNORMAL);
      }
      this.#posting = false;
    } catch {
      this.#finish(ABNORMAL);
    }
  }

  #batch(): Uint8Array<ArrayBuffer> {
    let bytes = 0;
    const beyond = this.#waiting.findIndex((item, index) => {
      bytes += encodeFrame(item).length;
      return index > 0 && bytes > BATCH_BYTES_MAX;
    });
    const items = this.#waiting.splice(0, beyond === -1 ? this.#waiting.length : beyond);
    const frames = items.map((item) => ({ item }));
    return toBinary(ClientFramesSchema, create(ClientFramesSchema, { frames }));
  }

  #finish(code: number): void {
    if (this.#state === 'over') return;
    this.close();
    this.#events.onClose(code);
  }

  #end(): void {
    this.#state = 'over';
    this.#path = undefined;
    window.removeEventListener('pagehide', this.#handlePageHide);
    this.#abort.abort();
  }

  readonly #handlePageHide = () => {
    // Ordinary requests die with the page; this one is delivered after it.
    if (this.#path) navigator.sendBeacon(`${this.#path}/close`);
    this.#path = undefined;
    this.#finish(ABNORMAL);
  };
}

function post(path: string, body: Uint8Array<ArrayBuffer> | undefined, signal?: AbortSignal) {
  const headers = { 'content-type': PROTOBUF };
  return fetch(path, { method: 'POST', headers, body, signal, ...PLAIN });
}

/** Nobody on the way keeps anything of it; only our own server knows the cookie. */
export const PLAIN = { cache: 'no-store', credentials: 'same-origin' } as const;
