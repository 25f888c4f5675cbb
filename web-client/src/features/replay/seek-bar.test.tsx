// Where the slider stands, and what it says of it.
import { create } from '@bufbuild/protobuf';
import { act, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { realClock } from '../../lib/clock';
import { ReplayWindowSchema } from '../../protocol/convene/v1/in_session_pb';
import { view } from '../../testing/builders';
import { renderInApp } from '../../testing/render';
import { PlayerBar } from './player-bar';
import { ReplayPlayer } from './replay-player';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

/** Not a whole number of seconds, as no session is. */
const DURATION_MS = 3900;

async function watching() {
  const player = new ReplayPlayer({
    clock: realClock,
    durationMs: DURATION_MS,
    windowMs: 60_000,
    fetchWindow: async () => create(ReplayWindowSchema, { keyframe: view() }),
  });
  await player.seek(0);
  const { user } = renderInApp(<PlayerBar player={player} chapters={[]} />);
  return { player, user, slider: screen.getByRole<HTMLInputElement>('slider') };
}

test('at the end it is at its end, and says the whole time', async () => {
  const { user, slider } = await watching();
  slider.focus();
  await user.keyboard('{End}');
  expect(slider.valueAsNumber).toBe(DURATION_MS);
  expect(slider.max).toBe(String(DURATION_MS));
  expect(slider.getAttribute('aria-valuetext')).toBe('0:03 of 0:03');
  expect(screen.getByRole('button', { name: 'Play again' })).toBeTruthy();
});

test('it comes there by playing, too, and by the second', async () => {
  const { user, slider } = await watching();
  await user.click(screen.getByRole('button', { name: 'Play' }));
  await act(() => vi.advanceTimersByTimeAsync(2500));
  expect(slider.valueAsNumber).toBe(2000);
  await act(() => vi.advanceTimersByTimeAsync(2000));
  expect(slider.valueAsNumber).toBe(DURATION_MS);
});
