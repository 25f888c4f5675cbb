// The digest on a phone: it takes the place of a flood, and goes with one tap.
import { act, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { channel, item, line, lineAdded, ME, view } from '../../../testing/builders';
import { facilitating } from '../../../testing/facilitator-bench';
import { enterRoom } from '../../../testing/room-bench';
import { PHONE, resizeTo } from '../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const flood = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    line(`ln_${at}`, { atMs: BigInt(Date.now()), text: `Answer ${at}` }),
  );
const flooded = (count: number): View =>
  view({ channels: [channel({ lines: flood(count) })], chatRules: { digestAbovePerMinute: 20 } });
const all = () => screen.getByRole('button', { name: 'Show all' });

async function onPhone(shown: View) {
  resizeTo(PHONE);
  return enterRoom(shown);
}

test('above the limit a phone says how many, and shows some', async () => {
  await onPhone(flooded(40));
  expect(await screen.findByText('40 lines in the last minute')).toBeTruthy();
  expect(screen.getAllByTestId('digest-line')).toHaveLength(8);
  expect(screen.queryByRole('region', { name: 'Lines of Plenary' })).toBeNull();
  // The input stays where it is.
  expect(screen.getByRole('textbox', { name: 'Write to everyone' })).toBeTruthy();
});

test('all lines are one tap away, and stay until one goes back', async () => {
  const { user, receive } = await onPhone(flooded(40));
  await screen.findByText('40 lines in the last minute');
  await user.click(all());
  expect(screen.getByText('Answer 39')).toBeTruthy();
  receive(lineAdded(line('ln_more', { atMs: BigInt(Date.now()), text: 'One more' })));
  expect(screen.getByText('One more')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Back to the digest' }));
  expect(screen.getByText('41 lines in the last minute')).toBeTruthy();
});

test('a release comes as a digest at once, with the line that mentions me', async () => {
  const { receive } = await onPhone(flooded(3));
  const mention = line('ln_m', {
    atMs: BigInt(Date.now()),
    text: 'As Rosa says',
    mentionIds: [ME],
  });
  const answers = flood(30).map((one, at) => ({ ...one, id: `ln_r${at}` }));
  receive(...[...answers, mention].map(lineAdded));
  expect(await screen.findByText('34 lines in the last minute')).toBeTruthy();
  expect(screen.getByText('As Rosa says')).toBeTruthy();
});

test('when it has become quiet, all lines are back by themselves', async () => {
  await onPhone(flooded(40));
  await screen.findByText('40 lines in the last minute');
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  expect(screen.queryByTestId('digest')).toBeNull();
  expect(screen.getByText('Answer 39')).toBeTruthy();
});

test('where there is space for all, all are shown', async () => {
  await enterRoom(flooded(40));
  await vi.advanceTimersByTimeAsync(100);
  expect(screen.queryByTestId('digest')).toBeNull();
});

test('facilitators set from how many lines on it comes', async () => {
  const bench = await enterRoom(facilitating());
  await bench.user.click(await screen.findByText('Tools'));
  await bench.user.click(screen.getByRole('button', { name: 'Chat rules' }));
  const field = await screen.findByRole('textbox', { name: /^Phones show a digest/ });
  await bench.user.type(field, '5');
  await bench.user.click(screen.getByRole('button', { name: 'Save the rules' }));
  expect(screen.getByText('A number from 10 to 10,000, or nothing.')).toBeTruthy();
  expect(bench.commands).toEqual([]);
  await bench.user.type(field, '0');
  await bench.user.click(screen.getByRole('button', { name: 'Save the rules' }));
  expect(bench.last).toMatchObject({
    case: 'setChatRules',
    value: { rules: { digestAbovePerMinute: 50 } },
  });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(screen.queryByRole('dialog')).toBeNull();
});
