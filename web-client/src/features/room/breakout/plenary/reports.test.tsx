// Rooms report, one after the other: what everyone sees, and how facilitators lead through it.

import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ReportsSchema, RoundState } from '../../../../protocol/convene/v1/breakout_pb';
import { Permission } from '../../../../protocol/convene/v1/roster_pb';
import type { View } from '../../../../protocol/convene/v1/view_pb';
import { ANA, item, ME, me, view } from '../../../../testing/builders';
import { FAY, inRoom, PEOPLE } from '../../../../testing/in-room';
import { enterRoom } from '../../../../testing/room-bench';
import { outcome, results, room, round } from '../../../../testing/rounds';
import { PHONE, resizeTo } from '../../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const brought = [results('rd_1', [outcome(5, 'We need time'), outcome(7, 'Rooms')], 3)];
const turns = [
  { room: 5, reporterId: ANA },
  { room: 7, reporterId: ME },
  { room: 1 },
  { room: 2 },
  { room: 3 },
  { room: 4 },
];
const reports = (more: MessageInitShape<typeof ReportsSchema> = {}) =>
  create(ReportsSchema, {
    roundId: 'rd_1',
    turns,
    seconds: 60,
    now: 1,
    startedAtMs: BigInt(Date.now()),
    ...(more as object),
  });
const plenary = (more: Partial<View> = {}): View => ({
  ...view({ people: PEOPLE, results: brought }),
  ...more,
});
const running = (more: Partial<View> = {}) =>
  plenary({
    me: me({ personId: FAY, permission: Permission.FACILITATOR }),
    rounds: [round('rd_1', { state: RoundState.CLOSED, rooms: [1, 5, 7].map((n) => room(n, [])) })],
    ...more,
  });
const bar = async () => within(await screen.findByTestId('reports'));

test('everyone sees who reports, how long, who is next, and what the room brought back', async () => {
  await enterRoom(plenary({ reports: reports() }));
  const shown = await bar();
  expect(shown.getByText('Room 5 reports: Ana Ruiz')).toBeTruthy();
  expect(shown.getByTestId('report-time').textContent).toMatch(/^(59|60) s left$/);
  expect(shown.getByText(/^Next: Room 7, Room 1, Room 2, and 2 more/)).toBeTruthy();
  expect(shown.getByText('You are next.')).toBeTruthy();
  expect(shown.getByText('We need time')).toBeTruthy();
  expect(shown.queryByRole('button', { name: 'Next room' })).toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  expect(shown.getByText('The time is over.').getAttribute('role')).toBe('status');
});

test('the one who reports hears it clearly, also in a room', async () => {
  const bench = await enterRoom(inRoom({}, {}, { reports: reports(), results: brought }));
  const alert = (await bar()).getByRole('alert');
  expect(alert.textContent).toBe('');
  bench.change({ case: 'reports', value: reports({ now: 2 }) });
  expect(alert.textContent).toBe(
    'It is your turnYou report for Room 7. Everyone listens to you now.',
  );
});

test('facilitators go on and back by the number of the turn, begin it again, and stop', async () => {
  const bench = await enterRoom(running({ reports: reports({ now: 2 }) }));
  const shown = await bar();
  const press = async (name: string, n: bigint) => {
    await bench.user.click(shown.getByRole('button', { name }));
    bench.receive(item({ case: 'ack', value: { n } }));
    return bench.last;
  };
  const rooms = [5, 7, 1, 2, 3, 4];
  const whole = { roundId: 'rd_1', rooms, seconds: 60 };
  const asked = (now: number) => ({ case: 'setReports', value: { ...whole, now } });
  expect(await press('Next room', 1n)).toMatchObject(asked(3));
  expect(await press('Back one room', 2n)).toMatchObject(asked(1));
  expect(await press('Start this turn again', 3n)).toMatchObject(asked(2));
  expect(await press('Stop the reports', 4n)).toMatchObject({ value: { rooms: [] } });
  bench.change({ case: 'reports', value: reports({ now: 6 }) });
  await bench.user.click(shown.getByRole('button', { name: 'Next room' }));
  expect(bench.commands).toHaveLength(4);
  bench.change({ case: 'reports', value: create(ReportsSchema) });
  expect(screen.queryByTestId('reports')).toBeNull();
});

test('facilitators choose rooms, order them with buttons, and say how long each has', async () => {
  const bench = await enterRoom(running());
  await bench.user.click(await screen.findByRole('button', { name: 'Let rooms report' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Let rooms report' }));
  // Those that brought something come first.
  expect(dialog.getAllByRole('checkbox').map((box) => box.closest('label')?.textContent)).toEqual([
    'Room 5 We need time',
    'Room 7 Rooms',
    'Room 1 nothing yet',
  ]);
  await bench.user.click(dialog.getByRole('button', { name: 'Begin' }));
  expect(dialog.getByTestId('reports-said').textContent).toBe('Choose at least one room first.');
  await bench.user.click(dialog.getByRole('button', { name: 'All that brought something back' }));
  await bench.user.click(dialog.getByRole('checkbox', { name: /^Room 1/ }));
  const up = dialog.getByRole('button', { name: 'Room 1: earlier' });
  await bench.user.click(up);
  expect(dialog.getByTestId('reports-said').textContent).toBe('Room 1 is number 2 of 3 now.');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Room 1: earlier');
  await bench.user.click(dialog.getByRole('button', { name: 'Room 5: later' }));
  await bench.user.selectOptions(
    dialog.getByRole('combobox', { name: 'Time for each room' }),
    '90 seconds',
  );
  await bench.user.click(dialog.getByRole('button', { name: 'Begin with Room 1' }));
  expect(bench.last).toMatchObject({
    case: 'setReports',
    value: { roundId: 'rd_1', rooms: [1, 5, 7], seconds: 90, now: 1 },
  });
});

test('participants cannot let rooms report', async () => {
  await enterRoom(plenary());
  await screen.findByTestId('results-line');
  expect(screen.queryByRole('button', { name: 'Let rooms report' })).toBeNull();
});

test('facilitators who have the rooms before them go on from there', async () => {
  const bench = await enterRoom(running());
  await bench.user.click(await screen.findByRole('button', { name: 'Rooms' }));
  await screen.findByTestId('rooms-panel');
  expect(screen.getByRole('button', { name: 'Let rooms report' })).toBeTruthy();
  bench.change({ case: 'reports', value: reports() });
  expect(screen.getByRole('button', { name: 'Next room' })).toBeTruthy();
});

test.each([
  ['We need time', true],
  ['We need time. '.repeat(20).trim(), false],
])('on a phone a few sentences are read at once, more of them with one press', async (text, at) => {
  resizeTo(PHONE);
  const found = [results('rd_1', [outcome(5, text)], 3)];
  await enterRoom(plenary({ results: found, reports: reports() }));
  const shown = await bar();
  expect(shown.queryByText(text) !== null).toBe(at);
});
