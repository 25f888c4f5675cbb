// A real server process on a directory of its own, and a wire to it that can be cut.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BINARY = process.env.CONVENE ?? join(import.meta.dirname, '../../target/debug/convene');

/** Settings of a server, once its port is known. */
export type Settings = (port: number) => Promise<Record<string, string>>;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const port = portOf(server);
  await new Promise((done) => server.close(done));
  return port;
}

/** Does anything listen there? */
export async function answersAt(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const does = await new Promise<boolean>((done) => {
    socket.on('connect', () => done(true)).on('error', () => done(false));
  });
  socket.destroy();
  return does;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export class ConveneServer {
  private readonly directory = mkdtempSync(join(tmpdir(), 'convene-journey-'));
  private process: ChildProcess | undefined;
  private readonly wires: Wire[] = [];
  private settings: Record<string, string> = {};
  setupLink = '';

  private constructor(readonly port: number) {}

  static async start(wires = 0, settings?: Settings): Promise<ConveneServer> {
    const server = new ConveneServer(await freePort());
    server.settings = (await settings?.(server.port)) ?? {};
    for (let i = 0; i < wires; i++) server.wires.push(await Wire.to(server.port));
    await server.spawn();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  wire(index: number): Wire {
    const wire = this.wires[index];
    if (wire === undefined) throw new Error(`there is no wire ${index}`);
    return wire;
  }

  /** Starts the process and waits until it answers. */
  async spawn(): Promise<void> {
    const origins = this.wires.map((wire) => wire.url).join(',');
    const child = spawn(BINARY, ['serve'], {
      env: {
        ...process.env,
        CONVENE_LISTEN: `127.0.0.1:${this.port}`,
        CONVENE_DATA_DIR: this.directory,
        ...(origins === '' ? {} : { CONVENE_ALLOWED_ORIGINS: origins }),
        ...this.settings,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.process = child;
    child.stdout?.on('data', (data: Buffer) => {
      this.setupLink = /\S+\/setup\/\S+/.exec(data.toString())?.[0] ?? this.setupLink;
    });
    await waitFor(async () => (await fetch(`${this.url}/readyz`)).ok);
  }

  /** The power goes: nothing is said to anyone. */
  async kill(): Promise<void> {
    const child = this.process;
    if (child === undefined) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    for (const wire of this.wires) wire.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Carries bytes between a browser and the server, until it is cut. */
export class Wire {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (socket) => this.carry(socket));
  }

  static async to(target: number): Promise<Wire> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new Wire(server, target);
  }

  get url(): string {
    return `http://127.0.0.1:${portOf(this.server)}`;
  }

  private carry(near: Socket): void {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const far = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
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
    this.server.close();
  }
}

/** Asks until it is so; tests never guess how long something takes. */
export async function waitFor(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const so = await (async () => isSo())().catch(() => false);
    if (so) return;
    if (Date.now() > deadline) throw new Error(`waited in vain: ${isSo}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
