// Reactions to what is happening: pressing them, how many are sent, and what everyone sees of them.
import { create } from '@bufbuild/protobuf';
import { act, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { Reaction } from '../../../protocol/convene/v1/chat_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import type { Pulse } from '../../../protocol/convene/v1/hand_pb';
import { PulseSchema } from '../../../protocol/convene/v1/hand_pb';
import { Consent } from '../../../protocol/convene/v1/session_pb';
import { item, me, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';
import { PressGate } from './press-gate';
import { pulseSteps } from './pulse-steps';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const pulse = (counts: Partial<Record<Reaction, number>>): Pulse =>
  create(PulseSchema, {
    counts: Object.entries(counts).map(([reaction, count]) => ({
      reaction: Number(reaction),
      count,
    })),
  });
const burst = () => screen.getByTestId('burst').textContent;

test.each([
  [{}, { [Reaction.CLAP]: 14 }, [[Reaction.CLAP, 14]]],
  [
    { [Reaction.CLAP]: 14 },
    { [Reaction.CLAP]: 16, [Reaction.HEART]: 1 },
    [
      [6, 2],
      [2, 1],
    ],
  ],
  // Another moment of a replay.
  [{ [Reaction.CLAP]: 14 }, { [Reaction.CLAP]: 3 }, []],
])('from %o to %o', (before, after, steps) => {
  const found = pulseSteps(pulse(before), pulse(after)).map(({ reaction, more }) => [
    reaction,
    more,
  ]);
  expect(found.sort()).toEqual(steps.sort());
});

test('four presses a second pass, and again when a second is over', () => {
  const gate = new PressGate();
  const passed = (times: number[]) => times.filter((atMs) => gate.passes(atMs));
  expect(passed([0, 100, 200, 300, 400, 900])).toEqual([0, 100, 200, 300]);
  expect(passed([1000, 1050, 1100, 1150])).toEqual([1000, 1100]);
});

test('what everyone pressed is shown for a moment, and never said', async () => {
  const bench = await enterRoom(view({ pulse: pulse({ [Reaction.CLAP]: 100 }) }));
  await screen.findByRole('button', { name: 'React' });
  expect(burst()).toBe('');
  bench.change({ case: 'pulse', value: pulse({ [Reaction.CLAP]: 114, [Reaction.HEART]: 2 }) });
  expect(burst()).toBe('+2 ❤️+14 👏');
  expect(screen.getByTestId('burst').getAttribute('aria-hidden')).toBe('true');
  await act(() => vi.advanceTimersByTimeAsync(3000));
  expect(burst()).toBe('');
});

test('however quickly one presses, four a second are sent, and all mine are shown to me', async () => {
  const bench = await enterRoom();
  await bench.user.click(await screen.findByRole('button', { name: 'React' }));
  const clap = screen.getByRole('button', { name: 'Applause' });
  for (let press = 0; press < 6; press++) act(() => clap.click());
  const sent = bench.commands.filter((body) => body.case === 'pressReaction');
  expect(sent).toHaveLength(4);
  expect(sent[0]).toMatchObject({ value: { reaction: Reaction.CLAP } });
  expect(screen.getByTestId('own-reaction').textContent).toBe('You: 👏 6');
});

test('one that was not counted is dropped without a word', async () => {
  const bench = await enterRoom();
  await bench.user.click(await screen.findByRole('button', { name: 'React' }));
  await bench.user.click(screen.getByRole('button', { name: 'Heart' }));
  bench.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.TOO_FAST } }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(bench.bench.state.pending).toEqual([]);
});

test('Escape puts the six away, and the focus back', async () => {
  const { user } = await enterRoom();
  const react = await screen.findByRole('button', { name: 'React' });
  await user.click(react);
  screen.getByRole('button', { name: 'Heart' }).focus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('button', { name: 'Heart' })).toBeNull();
  expect(document.activeElement).toBe(react);
});

test('whoever only watches raises a hand, and presses nothing that is kept', async () => {
  await enterRoom(view({ me: me({ consent: Consent.WATCH_ONLY }) }));
  expect(await screen.findByRole('button', { name: 'Raise hand' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'React' })).toBeNull();
});
