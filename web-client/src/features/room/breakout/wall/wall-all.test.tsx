// What facilitators do for several open rooms, and for all of them.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Room } from '../../../../protocol/convene/v1/breakout_pb';
import { RoundState } from '../../../../protocol/convene/v1/breakout_pb';
import { Permission } from '../../../../protocol/convene/v1/roster_pb';
import { ANA, item, ME, person } from '../../../../testing/builders';
import { atTheWall, card, LEE, running, TOM } from '../../../../testing/facilitator-bench';
import { room } from '../../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const IDA = 'per_ida';
const text = (en: string) => ({ title: { en }, minutes: 5 });
const team = [
  person(ME, 'Fay Host', { permission: Permission.FACILITATOR }),
  person(IDA, 'Ida Cole', { permission: Permission.FACILITATOR }),
  person(ANA, 'Ana Ruiz'),
  person(TOM, 'Tom Becker'),
  person(LEE, 'Lee Vang'),
];

function rooms(more: Parameters<typeof room>[2] = {}): Room[] {
  return [room(1, [ANA, TOM], more), room(2, [LEE]), room(3, [])];
}

const entered = (list = rooms(), more: Parameters<typeof running>[1] = {}) =>
  atTheWall(running(list, more, { people: team }));

const names = () =>
  screen.getAllByTestId('wall-room').map((one) => within(one).getByRole('heading').textContent);

test('all rooms are kept open during their minute', async () => {
  const bench = await entered(rooms(), { state: RoundState.CLOSING });
  await bench.user.click(screen.getByRole('button', { name: 'Keep them open' }));
  expect(bench.last).toMatchObject({ case: 'extendRooms', value: { minutes: 0, rooms: [] } });
});

test('all rooms: the clock, the step, going round', async () => {
  const bench = await entered(rooms(), {
    steps: [text('Present'), text('Probe')],
    rotationMinutes: 8,
    rotation: 2,
  });
  const wall = within(screen.getByTestId('rooms-panel'));
  await bench.user.click(wall.getByRole('button', { name: 'Stop the clock' }));
  expect(bench.last).toMatchObject({ case: 'pauseRooms', value: { on: true } });
  await bench.user.click(wall.getByRole('button', { name: 'Step for all…' }));
  const where = wall.getByRole('combobox', { name: 'To which step all rooms go' });
  await bench.user.selectOptions(where, '2. Probe');
  await bench.user.click(wall.getByRole('button', { name: 'Go there' }));
  expect(bench.last).toMatchObject({ case: 'stepRooms', value: { step: 2, rooms: [] } });
  expect(document.activeElement).toBe(wall.getByRole('button', { name: 'Step for all…' }));
  await bench.user.click(wall.getByRole('button', { name: 'Go round now' }));
  expect(bench.last).toMatchObject({ case: 'rotateRooms', value: { rotation: 3 } });
});

test('rooms that have no steps and do not go round are not asked for either', async () => {
  await entered();
  expect(screen.queryByRole('button', { name: 'Step for all…' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Go round now' })).toBeNull();
});

test('several rooms are chosen with the keyboard, told something and brought back', async () => {
  const bench = await entered();
  screen.getByRole('checkbox', { name: 'Choose Room 3' }).focus();
  await bench.user.keyboard(' ');
  await bench.user.click(screen.getByRole('checkbox', { name: 'Choose Room 1' }));
  expect(screen.getByText('2 rooms are chosen')).toBeTruthy();
  const bar = within(screen.getByRole('region', { name: 'For the chosen rooms' }));
  await bench.user.click(bar.getByText('Message to these 2 rooms'));
  await bench.user.type(bar.getByRole('textbox', { name: 'In Spanish' }), 'Sigan');
  await bench.user.click(bar.getByRole('button', { name: 'Tell them' }));
  expect(bench.last).toMatchObject({ case: 'tellRooms', value: { rooms: [1, 3] } });
  await bench.user.click(bar.getByRole('button', { name: 'Bring these back' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Bring 2 rooms back?' }));
  await bench.user.click(dialog.getByRole('button', { name: 'Close now' }));
  expect(bench.last).toMatchObject({ case: 'closeRooms', value: { now: true, rooms: [1, 3] } });
  await bench.user.click(bar.getByRole('button', { name: 'Choose none' }));
  expect(screen.queryByText('2 rooms are chosen')).toBeNull();
  // The button has gone: the focus has not.
  expect(document.activeElement?.textContent).toBe('Round rd_1');
});

test('my rooms alone, as soon as there are any', async () => {
  const bench = await entered([room(1, [ANA]), room(2, [TOM], { facilitatorId: ME })]);
  await bench.user.click(screen.getByRole('checkbox', { name: 'My rooms only (1)' }));
  expect(names()).toEqual(['Room 2']);
});

test('nobody has rooms of their own: there is nothing to choose', async () => {
  await entered();
  expect(screen.queryByRole('checkbox', { name: /^My rooms only/ })).toBeNull();
});

test('a message to room facilitators is a line in their conversation that mentions them', async () => {
  const bench = await entered(rooms({ facilitatorId: IDA }));
  await bench.user.click(screen.getByText('Message to all room facilitators'));
  const words = screen.getByRole('textbox', { name: 'What they should know' });
  await bench.user.type(words, 'Five minutes');
  await bench.user.click(screen.getByRole('button', { name: 'Send it' }));
  expect(bench.last).toMatchObject({
    case: 'sendLine',
    value: { text: '@Ida Cole Five minutes', mentionIds: [IDA], to: { case: 'facilitators' } },
  });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(screen.getByText('It is in the conversation of the facilitators.')).toBeTruthy();
});

test('somebody is kept from looking into rooms, with those that they are kept from now', async () => {
  const bench = await entered(rooms({ barredIds: [IDA] }));
  await bench.user.click(screen.getByText('Who may not look in'));
  await bench.user.selectOptions(screen.getByRole('combobox', { name: 'Facilitator' }), 'Ida Cole');
  const list = within(screen.getByRole('group', { name: 'May not look into: 1 room' }));
  await bench.user.click(list.getByRole('checkbox', { name: 'Room 2' }));
  await bench.user.click(screen.getByRole('button', { name: 'Save' }));
  expect(bench.last).toMatchObject({
    case: 'barFromRooms',
    value: { roundId: 'rd_1', personId: IDA, rooms: [1, 2] },
  });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(screen.getByText('Saved. It holds from now on.')).toBeTruthy();
});

test('a room that one may not look into says so', async () => {
  await entered(rooms({ barredIds: [ME] }));
  expect(card('Room 1').getByText(/You may not look in here$/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Look in: Room 1' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Look in: Room 2' })).toBeTruthy();
});
