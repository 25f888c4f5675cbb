// A waterfall as everyone meets it: writing unseen, being ready, the gate, and what was not finished.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { Consent } from '../../../protocol/convene/v1/session_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { MyAnswerSchema, WaterfallState } from '../../../protocol/convene/v1/waterfall_pb';
import { item, me, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';
import { waterfall } from '../../../testing/talk';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const KEY = 'convene.waterfall.ses_1.wf_1.per_me';
const area = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Your answer' });
const composer = () =>
  screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write to everyone' });
const acked = (n: bigint) => item({ case: 'ack', value: { n } });
const answer = (text: string) =>
  ({ case: 'myAnswer', value: create(MyAnswerSchema, { waterfallId: 'wf_1', text }) }) as const;
const over = (state: WaterfallState, released = 0) =>
  ({
    case: 'waterfall',
    value: waterfall({ state, released, endedAtMs: BigInt(Date.now()) }),
  }) as const;

const falling = (more: Partial<View> = {}) =>
  enterRoom({ ...view({ waterfall: waterfall() }), ...more });

test('the prompt stands in the middle, and who will see the answer', async () => {
  await falling();
  expect(await screen.findByRole('heading', { name: 'What will you try on Monday?' })).toBeTruthy();
  expect(screen.getByText(/^Nobody sees this until the facilitator opens the gate/)).toBeTruthy();
});

test('that one has begun is told once, and nothing of what one writes', async () => {
  const bench = await falling();
  await bench.user.type(await area(), 'Ask more');
  expect(bench.commands).toMatchObject([
    { case: 'writeWaterfall', value: { waterfallId: 'wf_1' } },
  ]);
  expect(JSON.stringify(bench.commands)).not.toMatch(/Ask/);
  expect(screen.getByText('Not ready yet: it is on this device only.')).toBeTruthy();
});

test('ready is said when the server has it, and can be changed', async () => {
  const bench = await falling();
  await bench.user.type(await area(), 'Ask more');
  await bench.user.click(screen.getByRole('button', { name: 'Ready' }));
  expect(bench.last).toMatchObject({ case: 'readyWaterfall', value: { text: 'Ask more' } });
  expect(screen.getByText('Sending…')).toBeTruthy();
  expect(window.localStorage.getItem(KEY)).toBe('Ask more');
  bench.change(answer('Ask more'));
  bench.receive(acked(2n));
  expect(screen.getByText('Ready. It is shown when the gate opens.')).toBeTruthy();
  expect((await area()).readOnly).toBe(true);
  expect(window.localStorage.getItem(KEY)).toBeNull();
  await bench.user.click(screen.getByRole('button', { name: 'Change it' }));
  expect(bench.last).toMatchObject({ case: 'readyWaterfall', value: { text: '' } });
  bench.change(answer(''));
  bench.receive(acked(3n));
  expect((await area()).value).toBe('Ask more');
  expect(document.activeElement).toBe(await area());
  expect(window.localStorage.getItem(KEY)).toBe('Ask more');
});

test('what is unfinished survives a reload, and nobody is told twice that it was begun', async () => {
  window.localStorage.setItem(KEY, 'Half a thou');
  const bench = await falling();
  expect((await area()).value).toBe('Half a thou');
  await bench.user.type(await area(), 'ght');
  expect(bench.commands).toEqual([]);
  expect(window.localStorage.getItem(KEY)).toBe('Half a thought');
});

test('the unfinished text of another waterfall or person is none of mine', async () => {
  window.localStorage.setItem('convene.waterfall.ses_1.wf_0.per_me', 'Earlier');
  window.localStorage.setItem('convene.waterfall.ses_1.wf_1.per_ana', 'Hers');
  await falling();
  expect((await area()).value).toBe('');
});

test('after the release what was not ready is offered to the message field', async () => {
  const bench = await falling();
  await bench.user.type(composer(), 'Hello');
  await bench.user.type(await area(), 'Half a thought');
  bench.change(over(WaterfallState.RELEASED, 212));
  expect(screen.getByText(/^The gate is open: 212 answers stand in the plenary/)).toBeTruthy();
  expect(screen.getByText('You had not finished: put it into the message field?')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Put it into the message field' }));
  expect(composer().value).toBe('Hello\nHalf a thought');
  expect(document.activeElement).toBe(composer());
  expect(screen.queryByText(/^You had not finished/)).toBeNull();
  expect(window.localStorage.getItem(KEY)).toBeNull();
});

test('what was ready has been shown: nothing is offered', async () => {
  const bench = await falling();
  await area();
  bench.change(answer('Ask more'));
  bench.change(over(WaterfallState.RELEASED, 1));
  expect(screen.getByText(/^The gate is open: 1 answer stands/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Discard it' })).toBeNull();
});

test('called off, what was ready is offered, too; and it can be discarded', async () => {
  const bench = await falling();
  await area();
  bench.change(answer('Ask more'));
  bench.change(over(WaterfallState.CANCELLED));
  expect(screen.getByText('The waterfall was called off. Nothing was shown.')).toBeTruthy();
  expect(screen.getByText('Ask more')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Discard it' }));
  expect(screen.queryByText('Ask more')).toBeNull();
});

test('a minute later nothing is said of it any more', async () => {
  const endedAtMs = BigInt(Date.now() - 61_000);
  await enterRoom(
    view({ waterfall: waterfall({ state: WaterfallState.RELEASED, released: 3, endedAtMs }) }),
  );
  await vi.advanceTimersByTimeAsync(100);
  expect(screen.queryByTestId('waterfall-over')).toBeNull();
});

test('too late: the reason is said, and the text is still there', async () => {
  const bench = await falling();
  await bench.user.type(await area(), 'Ask more');
  await bench.user.click(screen.getByRole('button', { name: 'Ready' }));
  bench.receive(item({ case: 'reject', value: { n: 2n, code: ErrorCode.WATERFALL_OVER } }));
  expect(screen.getByRole('alert').textContent).toBe('This waterfall is over.');
  expect((await area()).value).toBe('Ask more');
});

test('whoever only watches reads the prompt, and why there is no input', async () => {
  await falling({ me: me({ consent: Consent.WATCH_ONLY }) });
  const part = within(await screen.findByRole('region', { name: 'Waterfall' }));
  expect(part.getByText(/^You watch only/)).toBeTruthy();
  expect(part.queryByRole('textbox')).toBeNull();
});
