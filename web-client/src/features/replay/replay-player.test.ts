// The replay player: seeking by keyframes, playing straight on, speed, failures.
import { create } from '@bufbuild/protobuf';
import { beforeEach, expect, test, vi } from 'vitest';
import { realClock } from '../../lib/clock';
import { ReplayWindowSchema } from '../../protocol/convene/v1/in_session_pb';
import { change, channel, line, view } from '../../testing/builders';
import { ReplayPlayer } from './replay-player';

beforeEach(() => void vi.useFakeTimers());

const WINDOW_MS = 10_000;
const DURATION_MS = 35_000;

/** One line at every full second; windows of ten seconds. */
function spoken(fromMs: number, toMs: number) {
  const times = [];
  for (let atMs = fromMs; atMs < toMs; atMs += 1000) times.push(atMs);
  return times.filter((atMs) => atMs > 0).map((atMs) => ({ atMs, line: line(`at_${atMs}`) }));
}

function bench() {
  const fetchWindow = vi.fn(async (index: number, keyframe: boolean) => {
    const fromMs = index * WINDOW_MS;
    const before = spoken(0, fromMs).map(({ line: said }) => said);
    return create(ReplayWindowSchema, {
      keyframe: keyframe ? view({ channels: [channel({ lines: before })] }) : undefined,
      changes: spoken(fromMs, Math.min(DURATION_MS, fromMs + WINDOW_MS)).map((one) => ({
        atMs: BigInt(one.atMs),
        change: change({ case: 'lineAdded', value: one.line }),
      })),
    });
  });
  const player = new ReplayPlayer({
    clock: realClock,
    durationMs: DURATION_MS,
    windowMs: WINDOW_MS,
    fetchWindow,
  });
  const lines = () => player.store.get().view?.channels[0]?.lines.map(({ id }) => id) ?? [];
  return { player, fetchWindow, lines, state: () => player.store.get() };
}

test('begins at the first keyframe, and prefetches the next window without one', async () => {
  const { player, fetchWindow, lines, state } = bench();
  await player.seek(0);
  expect(lines()).toEqual([]);
  expect(state()).toMatchObject({ positionMs: 0, part: 'ready', playing: false });
  expect(fetchWindow.mock.calls).toEqual([
    [0, true],
    [1, false],
  ]);
});

test('a seek shows the keyframe and what came after it, up to that moment', async () => {
  const { player, lines } = bench();
  await player.seek(12_500);
  expect(lines()).toHaveLength(12);
  expect(lines().slice(-1)).toEqual(['at_12000']);
  await player.seek(3000);
  expect(lines()).toEqual(['at_1000', 'at_2000', 'at_3000']);
});

test('a seek stays within the session', async () => {
  const { player, state, lines } = bench();
  await player.seek(99_000);
  expect(state().positionMs).toBe(DURATION_MS);
  expect(lines()).toHaveLength(34);
  await player.seek(-5);
  expect(state().positionMs).toBe(0);
});

test('of two seeks in a row the last one counts', async () => {
  const { player, lines } = bench();
  await Promise.all([player.seek(30_000), player.seek(2000)]);
  expect(lines()).toEqual(['at_1000', 'at_2000']);
});

test('plays over the edge of a window without its keyframe, and stops at the end', async () => {
  const { player, fetchWindow, lines, state } = bench();
  await player.seek(8000);
  player.play();
  await vi.advanceTimersByTimeAsync(4000);
  expect(lines().slice(-1)).toEqual(['at_12000']);
  expect(fetchWindow).not.toHaveBeenCalledWith(1, true);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(state()).toMatchObject({ positionMs: DURATION_MS, playing: false });
  expect(lines()).toHaveLength(34);
});

test('plays at other speeds, and pauses', async () => {
  const { player, state } = bench();
  await player.seek(0);
  player.setSpeed(4);
  player.play();
  await vi.advanceTimersByTimeAsync(1000);
  expect(state().positionMs).toBe(4000);
  player.pause();
  await vi.advanceTimersByTimeAsync(1000);
  expect(state().positionMs).toBe(4000);
  player.setSpeed(0.5);
  player.play();
  await vi.advanceTimersByTimeAsync(1000);
  expect(state().positionMs).toBe(4500);
});

test('play at the end begins anew', async () => {
  const { player, state } = bench();
  await player.seek(DURATION_MS);
  player.play();
  await vi.advanceTimersByTimeAsync(1000);
  expect(state()).toMatchObject({ playing: true });
  expect(state().positionMs).toBeLessThan(2000);
});

test('a part that cannot be loaded is said, and can be tried again', async () => {
  const { player, fetchWindow, state } = bench();
  fetchWindow.mockRejectedValueOnce(new Error('offline'));
  await player.seek(15_000);
  expect(state().part).toBe('failed');
  player.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(state()).toMatchObject({ part: 'ready', positionMs: 15_000 });
});
