// The gate of a waterfall, as facilitators meet it: starting, counting, opening, calling it off.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { WaterfallCountSchema } from '../../../protocol/convene/v1/waterfall_pb';
import { ANA, item } from '../../../testing/builders';
import { facilitating, LEE, TOM } from '../../../testing/facilitator-bench';
import { enterRoom } from '../../../testing/room-bench';
import { waterfall } from '../../../testing/talk';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const count = (ready: number, writing: number) =>
  ({
    case: 'waterfallCount',
    value: create(WaterfallCountSchema, { waterfallId: 'wf_1', ready, writing }),
  }) as const;

async function atTheGate() {
  const bench = await enterRoom(facilitating({ waterfall: waterfall() }));
  bench.receive(item({ case: 'presence', value: { full: true, here: [ANA, TOM, LEE] } }));
  await screen.findByRole('button', { name: 'Open the gate' });
  return bench;
}

test('a facilitator starts one with a prompt in both languages', async () => {
  const bench = await enterRoom(facilitating());
  await bench.user.click(await screen.findByText('Tools'));
  await bench.user.click(screen.getByRole('button', { name: 'Waterfall…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Start a waterfall' }));
  await bench.user.type(dialog.getByRole('textbox', { name: /^Prompt in English/ }), 'And now?');
  await bench.user.type(dialog.getByRole('textbox', { name: /^Prompt in Spanish/ }), '¿Y ahora?');
  await bench.user.click(dialog.getByRole('button', { name: 'Start it' }));
  expect(bench.last).toMatchObject({
    case: 'startWaterfall',
    value: { prompt: { en: 'And now?', es: '¿Y ahora?' } },
  });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  bench.change({ case: 'waterfall', value: waterfall() });
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Waterfall…' })).toBeNull();
  const tools = screen.getByText('Tools');
  expect(tools.closest('details')?.open).toBe(false);
  expect(document.activeElement).toBe(tools);
});

test('whoever thinks better of it is back at the tools', async () => {
  const bench = await enterRoom(facilitating());
  await bench.user.click(await screen.findByText('Tools'));
  await bench.user.click(screen.getByRole('button', { name: 'Waterfall…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Start a waterfall' }));
  await bench.user.click(dialog.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByText('Tools').closest('details')?.open).toBe(false);
  expect(document.activeElement?.textContent).toBe('Tools');
});

test('enough are ready: one press opens the gate', async () => {
  const bench = await atTheGate();
  bench.change(count(2, 1));
  expect(screen.getByTestId('waterfall-count').textContent).toBe('2 ready, 1 writing');
  await bench.user.click(screen.getByRole('button', { name: 'Open the gate' }));
  expect(bench.last).toMatchObject({
    case: 'endWaterfall',
    value: { waterfallId: 'wf_1', release: true },
  });
});

test('fewer than half of those who are here are ready: that is asked about', async () => {
  const bench = await atTheGate();
  bench.change(count(1, 0));
  await bench.user.click(screen.getByRole('button', { name: 'Open the gate' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Open the gate already?' }));
  expect(dialog.getByText(/^1 of 3 are ready/)).toBeTruthy();
  expect(bench.commands).toEqual([]);
  await bench.user.click(dialog.getByRole('button', { name: 'Open it now' }));
  expect(bench.last).toMatchObject({ case: 'endWaterfall', value: { release: true } });
});

test('calling it off is asked about', async () => {
  const bench = await atTheGate();
  await bench.user.click(screen.getByRole('button', { name: 'Call it off' }));
  expect(bench.commands).toEqual([]);
  await bench.user.click(screen.getByRole('button', { name: 'Call it off now' }));
  expect(bench.last).toMatchObject({ case: 'endWaterfall', value: { release: false } });
});
