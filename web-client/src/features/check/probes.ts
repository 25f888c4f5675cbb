// Each test of a network or browser by itself: asks, waits for a while, and says what it found.
import type { Clock } from '../../lib/clock';
import { localStore } from '../../lib/storage';
import { EventStream } from '../../session/event-stream';
import type { Measured, Outcome } from './outcome';

export interface Probing {
  clock: Clock;
  signal: AbortSignal;
}

type Found<Subject extends keyof Outcome> = Pick<Outcome, Subject> & { measured?: Measured };

const REACH_MS_MAX = 8000;
const LIVE_MS_MAX = 6000;
const POLL_MS_MAX = 8000;
const SPEED_MS_MAX = 20_000;
/** The server waits for 2 s; who answers much sooner is somebody else. */
const POLL_MS_MIN = 1000;
/** The server sends two events a second apart; closer together they were held back. */
const EVENTS_APART_MS_MIN = 500;
const CLOCK_MS_MAX = 30_000;
const BYTES = 64 * 1024;
const SLOW_KBITS_MAX = 1000;
const CRAWLING_KBITS_MAX = 200;
const FRESH = { cache: 'no-store', credentials: 'same-origin' } as const;

export async function probeReach({ clock, signal }: Probing): Promise<Found<'reach' | 'clock'>> {
  type Reached = Found<'reach' | 'clock'>;
  const silent: Reached = { reach: 'none', clock: 'untried' };
  return within<Reached>(REACH_MS_MAX, { clock, signal }, silent, async (inner) => {
    const askedMs = clock.now();
    const response = await fetch('/livez', { signal: inner, ...FRESH });
    const text = await response.text();
    if (!response.ok) return { reach: 'error', clock: 'untried' };
    // The page of a captive portal, or of a filter.
    if (text.trim() !== 'ok') return { reach: 'other', clock: 'untried' };
    return {
      reach: 'works',
      ...clockOf(response.headers.get('date'), (askedMs + clock.now()) / 2),
    };
  });
}

function clockOf(date: string | null, nowMs: number): Found<'clock'> {
  const serverMs = Date.parse(date ?? '');
  if (Number.isNaN(serverMs)) return { clock: 'untried' };
  // The header leaves out parts of a second: half of one on average.
  const clockMs = nowMs - (serverMs + 500);
  const measured = { clockMs };
  if (Math.abs(clockMs) <= CLOCK_MS_MAX) return { clock: 'works', measured };
  return { clock: clockMs > 0 ? 'ahead' : 'behind', measured };
}

export function probeWebSocket({ clock, signal }: Probing): Promise<Found<'websocket'>> {
  return new Promise((resolve) => {
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${window.location.host}/check/ws`);
    const echo = `echo ${clock.now()}`;
    let opened = false;
    const finish = (websocket: Outcome['websocket']) => {
      cancel();
      socket.onclose = null;
      socket.close();
      resolve({ websocket });
    };
    const fail = () => finish(opened ? 'silent' : 'blocked');
    const cancel = clock.after(LIVE_MS_MAX, fail);
    signal.addEventListener('abort', fail);
    socket.onopen = () => {
      opened = true;
    };
    socket.onclose = fail;
    // The first message comes by itself; the second is ours, sent back.
    socket.onmessage = ({ data }) => (data === echo ? finish('works') : socket.send(echo));
  });
}

export async function probeEvents({ clock, signal }: Probing): Promise<Found<'events'>> {
  return within<Found<'events'>>(
    LIVE_MS_MAX,
    { clock, signal },
    { events: 'blocked' },
    async (inner) => {
      const headers = { accept: 'text/event-stream' };
      const { ok, body } = await fetch('/check/events', { headers, signal: inner, ...FRESH });
      const reader = ok ? body?.getReader() : undefined;
      if (!reader) return { events: 'blocked' };
      const stream = new EventStream();
      const decoder = new TextDecoder();
      const timesMs: number[] = [];
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const events = stream.feed(decoder.decode(value, { stream: true }));
        timesMs.push(...events.map(() => clock.now()));
      }
      const [firstMs, lastMs] = [timesMs[0], timesMs[1]];
      if (firstMs === undefined || lastMs === undefined) return { events: 'blocked' };
      return { events: lastMs - firstMs < EVENTS_APART_MS_MIN ? 'buffered' : 'works' };
    },
  );
}

export async function probePoll({ clock, signal }: Probing): Promise<Found<'poll'>> {
  return within<Found<'poll'>>(
    POLL_MS_MAX,
    { clock, signal },
    { poll: 'blocked' },
    async (inner) => {
      const askedMs = clock.now();
      const { status } = await fetch('/check/poll', { method: 'POST', signal: inner, ...FRESH });
      const waited = clock.now() - askedMs >= POLL_MS_MIN;
      return { poll: status === 204 && waited ? 'works' : 'blocked' };
    },
  );
}

export async function probeSpeed({ clock, signal }: Probing): Promise<Found<'speed'>> {
  return within<Found<'speed'>>(
    SPEED_MS_MAX,
    { clock, signal },
    { speed: 'crawling' },
    async (inner) => {
      const askedMs = clock.now();
      const response = await fetch('/check/bytes', { signal: inner, ...FRESH });
      const { byteLength } = await response.arrayBuffer();
      if (!response.ok || byteLength < BYTES) return { speed: 'untried' };
      const tookMs = Math.max(1, clock.now() - askedMs);
      // Bits in a millisecond are kilobits in a second.
      const kilobitsPerSecond = (byteLength * 8) / tookMs;
      return { speed: speedOf(kilobitsPerSecond), measured: { kilobitsPerSecond } };
    },
  );
}

function speedOf(kilobitsPerSecond: number): Outcome['speed'] {
  if (kilobitsPerSecond < CRAWLING_KBITS_MAX) return 'crawling';
  return kilobitsPerSecond < SLOW_KBITS_MAX ? 'slow' : 'works';
}

export function probeBrowser(): Found<'cookies' | 'storage' | 'screen' | 'language'> {
  const key = 'convene.check';
  localStore.write(key, 'kept');
  const storage = localStore.read(key) === 'kept' ? 'works' : 'no';
  localStore.remove(key);
  const { innerWidth: width, innerHeight: height } = window;
  const { language, cookieEnabled } = navigator;
  return {
    cookies: cookieEnabled ? 'works' : 'no',
    storage,
    screen: width < 600 ? 'phone' : width < 1000 ? 'tablet' : width < 1600 ? 'laptop' : 'wide',
    language: /^en\b/i.test(language) ? 'en' : /^es\b/i.test(language) ? 'es' : 'other',
    measured: { width, height, language },
  };
}

/** Runs it for so long at most; what fails in any way counts as `otherwise`. */
async function within<T>(
  ms: number,
  { clock, signal }: Probing,
  otherwise: T,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const cancel = clock.after(ms, stop);
  signal.addEventListener('abort', stop);
  try {
    return await run(abort.signal);
  } catch {
    return otherwise;
  } finally {
    cancel();
    signal.removeEventListener('abort', stop);
  }
}
