// One direction of a slow line, shared by all connections over it, packet by packet.
import type { Socket } from 'node:net';

const PACKET_BYTES = 1460;

export class Line {
  /** Until then the line is taken by what was sent before. */
  private freeAtMs = 0;

  constructor(
    private readonly bitsPerSecond: number,
    private readonly roundTripMs: number,
  ) {}

  /** Carries everything, in order; reads no faster than it can send. */
  async carry(from: Socket, to: Socket): Promise<void> {
    // A connection is opened by a message there and one back.
    await pause(this.roundTripMs);
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        for (let start = 0; start < chunk.length; start += PACKET_BYTES) {
          const packet = chunk.subarray(start, start + PACKET_BYTES);
          await this.takes(packet.length);
          setTimeout(() => to.writable && to.write(packet), this.roundTripMs / 2);
        }
      }
      setTimeout(() => to.end(), this.roundTripMs / 2);
    } catch {
      to.destroy();
    }
  }

  /** Connections take turns: each asks for its next packet when the last is on its way. */
  private async takes(bytes: number): Promise<void> {
    const now = performance.now();
    this.freeAtMs = Math.max(now, this.freeAtMs) + (bytes * 8000) / this.bitsPerSecond;
    await pause(this.freeAtMs - now);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
