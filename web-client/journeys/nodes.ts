// Two servers that share one log, and are one Convene to whoever comes to either.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Visitor } from './crowd';
import { firstAdmin } from './prepare';
import { answersAt, ConveneServer, freePort, waitFor } from './server';

export class TwoNodes {
  private constructor(
    private readonly redis: ChildProcess,
    private readonly directory: string,
    readonly one: ConveneServer,
    readonly other: ConveneServer,
    /** At the first of them. */
    readonly admin: Visitor,
  ) {}

  static async start(): Promise<TwoNodes> {
    const directory = mkdtempSync(join(tmpdir(), 'convene-journey-redis-'));
    const port = await freePort();
    const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
    const at = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory];
    const redis = spawn('redis-server', [...at, ...durable], { stdio: 'ignore' });
    await waitFor(() => answersAt(port));
    const shared = async () => ({ CONVENE_REDIS_URL: `redis://127.0.0.1:${port}` });
    const one = await ConveneServer.start(0, shared);
    // Before another node prints a link of its own, which replaces this one.
    const admin = await firstAdmin(one);
    return new TwoNodes(redis, directory, one, await ConveneServer.start(0, shared), admin);
  }

  async stop(): Promise<void> {
    for (const node of [this.one, this.other]) await node.stop();
    this.redis.kill('SIGKILL');
    rmSync(this.directory, { recursive: true, force: true });
  }
}
