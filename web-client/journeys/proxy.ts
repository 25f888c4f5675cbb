// The networks of schools: a proxy between a browser and the server that does what real ones do.
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  connect,
  createServer as listenTcp,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { Line } from './line';

/** What this network does. May be changed at any time; what is open keeps what it began with. */
export interface Way {
  /** A request for a WebSocket: 400; no answer, ever; or the server's, and then nothing more. */
  upgrades?: 'refused' | 'swallowed' | 'muted';
  /** Event streams are passed on in pieces of so many bytes, or when they end: a virus scanner. */
  holdsEvents?: number;
  /** A connection without a byte either way for this long is cut. */
  idleMs?: number;
  /** Bits in a second, each way, of all connections together; and the time of a round trip. */
  slow?: { bitsPerSecond: number; roundTripMs: number };
}

const HOST = '127.0.0.1';

/** Two halves: one sees connections and bytes, the other, behind it, requests and answers. */
export class SchoolNetwork {
  /** Requests that have come, as `GET /live`. */
  readonly requests: string[] = [];
  /** Connections that were cut because nothing was said on them. */
  idleCuts = 0;

  private readonly sockets = new Set<Socket>();
  private readonly held = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly outside: TcpServer,
    private readonly inside: Server,
    private readonly target: number,
    public way: Way,
  ) {
    outside.on('connection', (socket) => void this.carry(socket));
    inside.on('request', (asked, answer) => this.ask(asked, answer));
    inside.on('upgrade', (asked, socket) => this.upgrade(asked, socket as Socket));
  }

  static async to(target: number, way: Way = {}): Promise<SchoolNetwork> {
    const [outside, inside] = [listenTcp(), createServer()];
    // Cutting what is idle is for the outside half alone.
    inside.keepAliveTimeout = 0;
    inside.requestTimeout = 0;
    for (const server of [outside, inside]) {
      await new Promise<void>((done) => server.listen(0, HOST, done));
    }
    return new SchoolNetwork(outside, inside, target, way);
  }

  get url(): string {
    return `http://${HOST}:${portOf(this.outside)}`;
  }

  /** The cable is pulled: what is open breaks, what is new is refused. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    for (const socket of this.held) socket.destroy();
    this.outside.close();
    this.inside.close();
    this.inside.closeAllConnections();
  }

  private async carry(near: Socket): Promise<void> {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const { idleMs, slow } = this.way;
    const far = connect(portOf(this.inside), HOST);
    const down = slow && this.line('down', slow);
    const up = slow && this.line('up', slow);
    for (const [from, to, line] of [
      [near, far, up],
      [far, near, down],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (line) void line.carry(from, to);
      else from.pipe(to);
    }
    if (idleMs === undefined) return;
    near.setTimeout(idleMs, () => {
      this.idleCuts += 1;
      near.destroy();
    });
  }

  private readonly lines = new Map<'up' | 'down', Line>();

  private line(direction: 'up' | 'down', slow: NonNullable<Way['slow']>): Line {
    const line = this.lines.get(direction) ?? new Line(slow.bitsPerSecond, slow.roundTripMs);
    this.lines.set(direction, line);
    return line;
  }

  private ask(asked: IncomingMessage, answer: ServerResponse): void {
    this.requests.push(`${asked.method} ${asked.url}`);
    const { holdsEvents } = this.way;
    const far = this.toServer(asked);
    far.on('response', (given) => {
      answer.writeHead(given.statusCode ?? 502, given.rawHeaders);
      const isStream = given.headers['content-type']?.startsWith('text/event-stream');
      if (holdsEvents && isStream) hold(given, answer, holdsEvents);
      else {
        answer.flushHeaders();
        given.pipe(answer);
      }
      given.on('close', () => {
        if (!given.complete) answer.destroy();
      });
    });
    far.on('error', () => answer.destroy());
    answer.on('close', () => far.destroy());
    asked.pipe(far);
  }

  private upgrade(asked: IncomingMessage, near: Socket): void {
    this.requests.push(`${asked.method} ${asked.url}`);
    near.on('error', () => near.destroy());
    if (this.way.upgrades === 'swallowed') {
      this.held.add(near);
      near.on('close', () => this.held.delete(near));
      return;
    }
    if (this.way.upgrades === 'refused') {
      near.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    const isMuted = this.way.upgrades === 'muted';
    const far = this.toServer(asked);
    far.on('upgrade', (given, socket: Socket, head) => {
      near.write(head101(given));
      if (isMuted) {
        near.resume();
        socket.resume();
      } else {
        near.write(head);
        near.pipe(socket).pipe(near);
      }
      socket.on('error', () => near.destroy());
      socket.on('close', () => near.destroy());
      near.on('close', () => socket.destroy());
    });
    far.on('response', () => near.destroy());
    far.on('error', () => near.destroy());
    far.end();
  }

  private toServer(asked: IncomingMessage) {
    const { method, url, rawHeaders } = asked;
    return request({
      host: HOST,
      port: this.target,
      method,
      path: url,
      headers: rawHeaders as never,
      agent: false,
    });
  }
}

function hold(given: IncomingMessage, answer: ServerResponse, bytesMax: number): void {
  const held: Buffer[] = [];
  const bytes = () => held.reduce((sum, chunk) => sum + chunk.length, 0);
  const release = () => answer.write(Buffer.concat(held.splice(0)));
  given.on('data', (chunk: Buffer) => {
    held.push(chunk);
    if (bytes() >= bytesMax) release();
  });
  given.on('end', () => {
    release();
    answer.end();
  });
}

function head101({ rawHeaders }: IncomingMessage): string {
  const headers = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    headers.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}\r\n`);
  }
  return `HTTP/1.1 101 Switching Protocols\r\n${headers.join('')}\r\n`;
}

function portOf(server: TcpServer | Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
