// The rounds of a session: opened after a question, removed, planned again.
import { create } from '@bufbuild/protobuf';
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { RoundPlanSchema, RoundState } from '../../../protocol/convene/v1/breakout_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import {
  ANA,
  agendaItem,
  item,
  ME,
  me,
  now,
  person,
  session,
  view,
} from '../../../testing/builders';
import { ok, serve } from '../../../testing/fake-server';
import { enterRoom } from '../../../testing/room-bench';
import { room, round } from '../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const TOM = 'per_tom';
const people = [
  person(ME, 'Fay Host', { permission: Permission.FACILITATOR }),
  person(ANA, 'Ana Ruiz'),
  person(TOM, 'Tom Becker'),
];
const rooms = [room(1, [ANA], { channelId: '' }), room(2, [TOM], { channelId: '' })];
const facilitating = (more: Partial<View>): View => ({
  ...view({ me: me({ permission: Permission.FACILITATOR }), people }),
  ...more,
});

async function atTheRounds(shown: View) {
  const bench = await enterRoom(shown);
  await bench.user.click(await screen.findByRole('button', { name: 'Rooms' }));
  await screen.findByRole('heading', { name: 'Breakout rooms' });
  return bench;
}

test('opening asks once, with what will happen', async () => {
  const bench = await atTheRounds(facilitating({ rounds: [round('rd_1', { rooms })] }));
  bench.receive(item({ case: 'presence', value: { full: true, here: [ME, ANA] } }));
  await bench.user.click(screen.getByRole('button', { name: 'Open the rooms of “Round rd_1”' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Open the rooms of “Round rd_1”?' }));
  expect(dialog.getByText('2 people go to 2 rooms now.')).toBeTruthy();
  expect(dialog.getByText(/^1 of them is not here yet/)).toBeTruthy();
  expect(bench.commands).toEqual([]);
  await bench.user.click(dialog.getByRole('button', { name: 'Open the rooms now' }));
  expect(bench.last).toMatchObject({ case: 'openRooms', value: { roundId: 'rd_1' } });
});

test('before the session is live rooms are planned and not opened', async () => {
  const lobby = session({ state: SessionState.LOBBY });
  await atTheRounds(facilitating({ session: lobby, rounds: [round('rd_1', { rooms })] }));
  expect(screen.queryByRole('button', { name: /^Open the rooms/ })).toBeNull();
  expect(screen.getByText('Rooms can be opened as soon as the session is live.')).toBeTruthy();
});

test('a closed round is planned again as a new one; a planned one is removed after a question', async () => {
  const closed = round('rd_1', { state: RoundState.CLOSED, rooms });
  const bench = await atTheRounds(facilitating({ rounds: [closed, round('rd_2', { rooms })] }));
  await bench.user.click(screen.getByRole('button', { name: 'Remove “Round rd_2”' }));
  await bench.user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(bench.last).toMatchObject({ case: 'removeRound', value: { roundId: 'rd_2' } });
  bench.change({ case: 'roundGone', value: 'rd_2' });
  // The button has gone: the focus has not.
  expect(document.activeElement?.textContent).toBe('Breakout rooms');
  await bench.user.click(screen.getByRole('button', { name: 'Plan it again: “Round rd_1”' }));
  await bench.user.click(screen.getByRole('button', { name: 'Save the plan' }));
  expect(bench.last).toMatchObject({
    case: 'putRound',
    value: { round: { id: '', rooms: [{ number: 1 }, { number: 2 }] } },
  });
});

test('what comes next stands before what is over; with an open round no other can be opened', async () => {
  const open = round('rd_3', { state: RoundState.OPEN, rooms });
  const closed = round('rd_1', { state: RoundState.CLOSED, rooms });
  await atTheRounds(facilitating({ rounds: [closed, round('rd_2', { rooms }), open] }));
  const titles = screen.getAllByTestId('round').map((one) => within(one).getByRole('heading'));
  expect(titles.map(({ textContent }) => textContent)).toEqual(['Round rd_2', 'Round rd_1']);
  expect(screen.getByText('Another round is open. Close it first.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Open the rooms/ })).toBeNull();
});

test('participants have no way to the rooms of all', async () => {
  await enterRoom(view({ people }));
  await vi.advanceTimersByTimeAsync(100);
  expect(screen.queryByRole('button', { name: 'Rooms' })).toBeNull();
  expect(screen.queryByRole('tab', { name: 'Rooms' })).toBeNull();
});

const saved = create(RoundPlanSchema, {
  rooms: [room(1, [ANA, 'per_new'], { channelId: '' })],
  report: { kept: 1, moved: 0 },
});

test('who is here is planned for again before the rooms open, and the rest stays', async () => {
  const fetch = serve({ 'POST /api/sessions/ses_1/rounds/plan': ok(RoundPlanSchema, saved) });
  const shown = [...people, person('per_new', 'New Comer')];
  const planned = round('rd_1', { rooms });
  const bench = await atTheRounds(facilitating({ people: shown, rounds: [planned] }));
  bench.receive(item({ case: 'presence', value: { full: true, here: [ME, ANA, 'per_new'] } }));
  await bench.user.click(screen.getByRole('button', { name: 'Open the rooms of “Round rd_1”' }));
  expect(screen.getByText(/^1 person who is here has no room/)).toBeTruthy();
  const again = screen.getByRole('button', { name: 'Plan again with who is here' });
  await bench.user.click(again);
  await vi.waitFor(() => expect(bench.last).toMatchObject({ case: 'putRound' }));
  expect(JSON.parse(String(fetch.mock.calls[0]?.[1].body))).toMatchObject({
    keepRoundId: 'rd_1',
    personIds: [ANA, 'per_new'],
  });
  bench.change({ case: 'roundPut', value: { ...planned, rooms: saved.rooms } });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(
    screen.getByText('The plan is saved. 1 person stays where they were, 0 move.'),
  ).toBeTruthy();
  expect(screen.getByText('2 people go to 1 room now.')).toBeTruthy();
  expect(document.activeElement).toBe(again);
});

test('when everyone who is here has a room there is nothing to plan again', async () => {
  const bench = await atTheRounds(facilitating({ rounds: [round('rd_1', { rooms })] }));
  bench.receive(item({ case: 'presence', value: { full: true, here: [ME, ANA, TOM] } }));
  await bench.user.click(screen.getByRole('button', { name: 'Open the rooms of “Round rd_1”' }));
  expect(screen.queryByRole('button', { name: 'Plan again with who is here' })).toBeNull();
});

test('the rooms for the present step come first, and are the ones to open', async () => {
  const step = agendaItem('it_2');
  const forStep = round('rd_2', { rooms, itemId: 'it_2' });
  await atTheRounds(facilitating({ now: now(step), rounds: [round('rd_1', { rooms }), forStep] }));
  const titles = screen.getAllByTestId('round').map((one) => within(one).getByRole('heading'));
  expect(titles.map(({ textContent }) => textContent)).toEqual([
    'Rooms for this step: Round rd_2',
    'Round rd_1',
  ]);
  const kinds = screen.getAllByRole('button', { name: /^Open the rooms/ });
  expect(kinds.map(({ className }) => className.includes('button-primary'))).toEqual([true, false]);
});

test('rooms that have just closed are opened again for five minutes', async () => {
  const closedAtMs = BigInt(Date.now());
  const closed = round('rd_1', { state: RoundState.CLOSED, closedAtMs, rooms });
  const bench = await atTheRounds(facilitating({ rounds: [closed] }));
  const name = 'Open them again: “Round rd_1”';
  await bench.user.click(screen.getByRole('button', { name }));
  expect(bench.last).toMatchObject({ case: 'reopenRooms', value: { roundId: 'rd_1', rooms: [] } });
  await act(() => vi.advanceTimersByTimeAsync(5 * 60_000 + 2000));
  expect(screen.queryByRole('button', { name })).toBeNull();
});
