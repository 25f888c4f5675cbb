// Hands and turns: raising mine, the queue, giving the floor, and how it is told to everyone.
import { create } from '@bufbuild/protobuf';
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { HandsSchema, TurnSchema } from '../../../protocol/convene/v1/hand_pb';
import { QuestionState } from '../../../protocol/convene/v1/question_pb';
import { ANA, item, ME, view } from '../../../testing/builders';
import { facilitating, LEE, TOM } from '../../../testing/facilitator-bench';
import { enterRoom } from '../../../testing/room-bench';
import { desk, hand, question } from '../../../testing/talk';
import { PHONE, resizeTo } from '../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const ack = (n: bigint) => item({ case: 'ack', value: { n } });
const turn = (personId: string, endsInS = 0) =>
  ({
    case: 'turn',
    value: create(TurnSchema, {
      personId,
      sinceMs: 1n,
      endsAtMs: endsInS === 0 ? 0n : BigInt(Date.now() + endsInS * 1000),
    }),
  }) as const;
const rows = () => screen.getAllByTestId('hand').map(({ textContent }) => textContent);

test('my hand is up when the server has it, with my place in words', async () => {
  const bench = await enterRoom(view({ hands: [hand(ANA, 1), hand('per_b', 2)] }));
  await bench.user.click(await screen.findByRole('button', { name: 'Raise hand' }));
  expect(bench.last).toMatchObject({ case: 'raiseHand', value: { up: true } });
  expect(screen.getByText('Sending…')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Lower hand' })).toBeNull();
  bench.change({ case: 'handPut', value: hand(ME, 3) });
  bench.receive(ack(1n));
  expect(screen.getByText('You are 3rd')).toBeTruthy();
  bench.change({ case: 'handGone', value: ANA });
  expect(screen.getByText('You are 2nd')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Lower hand' }));
  expect(bench.last).toMatchObject({ case: 'raiseHand', value: { up: false } });
});

test('the keys raise it while one writes, and no letter comes of it', async () => {
  const bench = await enterRoom();
  await screen.findByRole('button', { name: 'Raise hand' });
  const composer = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write to everyone' });
  await bench.user.click(composer);
  await bench.user.keyboard('{Control>}{Alt>}{h}{/Alt}{/Control}');
  expect(bench.last).toMatchObject({ case: 'raiseHand', value: { up: true } });
  expect(composer.value).toBe('');
  expect(document.activeElement).toBe(composer);
});

test('everyone sees the queue in its order, and only facilitators tools', async () => {
  await enterRoom(view({ hands: [hand(ANA, 1), hand(ME, 2)] }));
  expect(await screen.findByRole('heading', { name: 'Raised hands: 2' })).toBeTruthy();
  expect(rows()).toEqual(['Ana Ruiz', 'Rosa Delgado (you)']);
  expect(screen.queryByRole('button', { name: /^Give the floor/ })).toBeNull();
});

const THREE = { hands: [hand(ANA, 1, 2), hand(TOM, 2), hand(LEE, 3)] };

test('who has not been heard comes first, if a facilitator wants it', async () => {
  const { user } = await enterRoom(facilitating(THREE));
  await user.click(await screen.findByRole('checkbox', { name: 'Not yet heard first' }));
  expect(rows().map((row) => row?.match(/^\w+/)?.[0])).toEqual(['Tom', 'Lee', 'Ana']);
  expect(rows()[2]).toMatch(/has had 2 turns/);
});

test('a turn is given with so much time, hands are lowered one by one or all', async () => {
  const bench = await enterRoom(facilitating(THREE));
  const { user } = bench;
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'Time for a turn' }),
    '90 s',
  );
  await user.click(screen.getByRole('button', { name: 'Give the floor to Tom Becker' }));
  expect(bench.last).toMatchObject({ case: 'giveTurn', value: { personId: TOM, seconds: 90 } });
  await user.click(screen.getByRole('button', { name: 'Lower the hand of Ana Ruiz' }));
  expect(bench.last).toMatchObject({ case: 'lowerHand', value: { personId: ANA } });
  await user.click(screen.getByRole('button', { name: 'Lower all hands' }));
  expect(bench.last).toMatchObject({ case: 'lowerHand', value: { personId: '' } });
  bench.change({ case: 'hands', value: create(HandsSchema) });
  expect(screen.queryByRole('heading', { name: /^Raised hands/ })).toBeNull();
});

test('who has the floor is told to everyone once, with the time in words', async () => {
  const bench = await enterRoom();
  bench.change(turn(ANA, 60));
  const bar = within(await screen.findByRole('region', { name: 'Who has the floor' }));
  expect(bar.getByText('Ana Ruiz has the floor')).toBeTruthy();
  expect(bar.getByText(/^(60|59) seconds left$/)).toBeTruthy();
  await act(() => vi.advanceTimersByTimeAsync(0));
  const said = () =>
    screen.getAllByRole('status').filter((one) => /Ana Ruiz/.test(one.textContent ?? ''));
  expect(said()).toHaveLength(1);
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  expect(bar.getByText('The time of this turn is over')).toBeTruthy();
  expect(bar.queryByRole('button', { name: 'End the turn' })).toBeNull();
  bench.change(turn(''));
  expect(screen.queryByRole('region', { name: 'Who has the floor' })).toBeNull();
});

test('whose turn it is hears it at once', async () => {
  const bench = await enterRoom();
  bench.change(turn(ME));
  expect((await screen.findByRole('alert')).textContent).toBe('You have the floor');
});

test('a facilitator ends the turn', async () => {
  const bench = await enterRoom(facilitating());
  bench.change(turn(ANA));
  await bench.user.click(await screen.findByRole('button', { name: 'End the turn' }));
  expect(bench.last).toMatchObject({ case: 'giveTurn', value: { personId: '', seconds: 0 } });
});

test('the bar counts hands and waiting questions, and leads to them, also on a phone', async () => {
  resizeTo(PHONE);
  const waiting = question('q_1', { state: QuestionState.WAITING });
  const { user } = await enterRoom(facilitating({ ...THREE, questionDesk: [desk(waiting)] }));
  await user.click(await screen.findByRole('button', { name: '1 question waits' }));
  expect(await screen.findByRole('heading', { name: 'Waiting: 1' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '3 hands' }));
  expect(await screen.findByRole('heading', { name: 'Raised hands: 3' })).toBeTruthy();
  expect(screen.getByRole('tab', { name: 'People' }).getAttribute('aria-selected')).toBe('true');
});
