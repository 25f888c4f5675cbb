// A network between a page and its server that lets through what a test says.
import { vi } from 'vitest';

export interface Network {
  reach: 'works' | 'none' | 'portal' | 'error';
  websocket: 'works' | 'blocked' | 'silent';
  events: 'works' | 'blocked' | 'buffered';
  poll: 'works' | 'blocked';
  /** How long the 64 KiB take. */
  bytesMs: number;
  /** Server time minus ours. */
  serverAheadMs: number;
}

export const OPEN_NETWORK: Network = {
  reach: 'works',
  websocket: 'works',
  events: 'works',
  poll: 'works',
  bytesMs: 100,
  serverAheadMs: 0,
};

/** Stands in for fetch and WebSocket of the pages that check a network. */
export function fakeNetwork(some: Partial<Network> = {}): { requests: string[] } {
  const network = { ...OPEN_NETWORK, ...some };
  const requests: string[] = [];
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', signal }: RequestInit = {}) => {
    requests.push(`${method} ${path}`);
    if (network.reach === 'none') throw new TypeError('Failed to fetch');
    if (network.reach === 'portal')
      return new Response('<html>Sign in to the guest network</html>');
    if (network.reach === 'error') return new Response('', { status: 502 });
    return answer(path, network, signal ?? undefined);
  });
  vi.stubGlobal('WebSocket', fakeWebSocket(network.websocket));
  return { requests };
}

async function answer(path: string, network: Network, signal?: AbortSignal): Promise<Response> {
  const { events, poll, bytesMs, serverAheadMs } = network;
  switch (path) {
    case '/livez': {
      const date = new Date(Date.now() + serverAheadMs).toUTCString();
      return new Response('ok', { headers: { date } });
    }
    case '/check/events':
      return events === 'blocked' ? new Response('', { status: 403 }) : stream(events);
    case '/check/poll':
      await passing(poll === 'works' ? 2000 : 60_000, signal);
      return new Response(null, { status: 204 });
    case '/check/bytes':
      await passing(bytesMs, signal);
      return new Response(new Uint8Array(64 * 1024));
    default:
      return new Response('', { status: 404 });
  }
}

function stream(how: 'works' | 'buffered'): Response {
  const event = new TextEncoder().encode('data: now\n\n');
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      if (how === 'works') controller.enqueue(event);
      await passing(1000);
      if (how === 'buffered') controller.enqueue(event);
      controller.enqueue(event);
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

function fakeWebSocket(how: Network['websocket']) {
  return class {
    onopen: (() => void) | null = null;
    onclose: (() => void) | null = null;
    onmessage: ((message: { data: string }) => void) | null = null;

    constructor() {
      setTimeout(() => {
        if (how === 'blocked') return this.onclose?.();
        this.onopen?.();
        if (how === 'works') this.onmessage?.({ data: 'hello' });
      }, 20);
    }

    send(data: string): void {
      setTimeout(() => this.onmessage?.({ data }), 20);
    }

    close(): void {}
  };
}

function passing(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
}
