// What facilitators see of each open room, and do for one of them.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Room } from '../../../../protocol/convene/v1/breakout_pb';
import { RoomRole } from '../../../../protocol/convene/v1/breakout_pb';
import { Permission } from '../../../../protocol/convene/v1/roster_pb';
import { ANA, ME, person } from '../../../../testing/builders';
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
const soon = (minutes: number) => BigInt(Date.now() + minutes * 60_000);

function rooms(more: Parameters<typeof room>[2] = {}): Room[] {
  return [room(1, [ANA, TOM], more), room(2, [LEE]), room(3, [])];
}

const entered = (list = rooms(), more: Parameters<typeof running>[1] = {}) =>
  atTheWall(running(list, more, { people: team }));

async function unfolded(name = 'Room 1', ...args: Parameters<typeof entered>) {
  const bench = await entered(...args);
  await bench.user.click(card(name).getByText('More', { exact: false, selector: 'summary' }));
  return bench;
}

const names = () =>
  screen.getAllByTestId('wall-room').map((one) => within(one).getByRole('heading').textContent);

test('a card says what is worth knowing of its room, in words', async () => {
  const more = {
    endsAtMs: soon(4),
    facilitatorId: IDA,
    lookingIds: [IDA, ME],
    waitingIds: [LEE],
    step: 2,
    roles: [{ role: RoomRole.LEADER, personId: ANA }],
    result: { text: 'We found it', byId: ANA, atMs: 1n },
  };
  const roles = [RoomRole.LEADER, RoomRole.REPORTER];
  await entered(rooms(more), { roles, steps: [text('Present'), text('Probe')] });
  expect(
    card('Room 1').getByText(
      'closes in 4 min · Ida Cole takes care of it · Looking in: Ida Cole, Fay Host · 1 waits for a place · Step 2 of 2: Probe · Missing: Reporter · Result written',
    ),
  ).toBeTruthy();
  expect(card('Room 3').getByText('No result yet')).toBeTruthy();
});

test('while the clock stands still each card says so, and it can go on', async () => {
  const bench = await entered(rooms(), { pausedAtMs: 1n });
  expect(card('Room 1').getByText(/^clock stands still · /)).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Let the clock run' }));
  expect(bench.last).toMatchObject({ case: 'pauseRooms', value: { roundId: 'rd_1', on: false } });
});

test('closed rooms come last, are not counted, and can be opened again', async () => {
  const bench = await entered([room(1, [ANA], { closed: true }), room(2, [TOM]), room(3, [LEE])]);
  expect(names()).toEqual(['Room 2', 'Room 3', 'Room 1']);
  expect(screen.getByTestId('wall-counts').textContent).toMatch(/^2 rooms open/);
  expect(card('Room 1').getByText('Closed · No result yet')).toBeTruthy();
  expect(card('Room 1').queryByRole('button', { name: /^Look in/ })).toBeNull();
  await bench.user.click(screen.getByRole('button', { name: 'Open it again: Room 1' }));
  expect(bench.last).toMatchObject({ case: 'reopenRooms', value: { roundId: 'rd_1', rooms: [1] } });
});

test.each([
  ['+5 min', { case: 'extendRooms', value: { minutes: 5, rooms: [1] } }],
  ['−5 min', { case: 'extendRooms', value: { minutes: -5, rooms: [1] } }],
  ['I take care of it: Room 1', { case: 'assignRooms', value: { personId: ME, rooms: [1] } }],
  ['On to “Probe”', { case: 'stepRooms', value: { step: 2, rooms: [1] } }],
])('“%s” for one room', async (name, body) => {
  const more = { steps: [text('Present'), text('Probe')] };
  const bench = await unfolded('Room 1', rooms({ step: 1 }), more);
  await bench.user.click(card('Room 1').getByRole('button', { name }));
  expect(bench.last).toMatchObject(body);
});

test('whoever takes care of a room gives it back', async () => {
  const bench = await unfolded('Room 1', rooms({ facilitatorId: ME }));
  await bench.user.click(screen.getByRole('button', { name: 'No longer mine: Room 1' }));
  expect(bench.last).toMatchObject({ case: 'assignRooms', value: { personId: '', rooms: [1] } });
});

test('one room is closed after a question, and kept open during its minute', async () => {
  const bench = await unfolded();
  await bench.user.click(screen.getByRole('button', { name: 'Close Room 1' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Close Room 1?' }));
  await bench.user.click(dialog.getByRole('button', { name: 'Close in a minute' }));
  expect(bench.last).toMatchObject({ case: 'closeRooms', value: { now: false, rooms: [1] } });
  expect(screen.queryByRole('button', { name: 'Keep it open: Room 1' })).toBeNull();
  const closing = room(1, [ANA, TOM], { endsAtMs: soon(1) });
  bench.change({
    case: 'roomSet',
    value: { $typeName: 'convene.v1.RoomSet', roundId: 'rd_1', room: closing },
  });
  await bench.user.click(screen.getByRole('button', { name: 'Keep it open: Room 1' }));
  expect(bench.last).toMatchObject({ case: 'extendRooms', value: { minutes: 0, rooms: [1] } });
  const open = room(1, [ANA, TOM]);
  bench.change({
    case: 'roomSet',
    value: { $typeName: 'convene.v1.RoomSet', roundId: 'rd_1', room: open },
  });
  // The button has gone: the focus stays with the room.
  expect(document.activeElement?.textContent).toBe('Room 1');
});

test('one room is told something', async () => {
  const bench = await unfolded();
  await bench.user.click(screen.getByText('Message to Room 1'));
  const form = card('Room 1');
  await bench.user.type(form.getByRole('textbox', { name: 'In English' }), 'Well done');
  await bench.user.click(form.getByRole('button', { name: 'Tell them' }));
  expect(bench.last).toMatchObject({
    case: 'tellRooms',
    value: { text: { en: 'Well done' }, rooms: [1] },
  });
});

test('a room of one is merged with one press, where they fit best', async () => {
  const bench = await entered();
  const name = /^Merge where they fit best: Room \d$/;
  expect(screen.getAllByRole('button', { name })).toHaveLength(1);
  await bench.user.click(card('Room 2').getByRole('button', { name }));
  expect(bench.last).toMatchObject({ case: 'mergeRooms', value: { room: 2, into: 0 } });
});

test('a room is merged into a chosen one, and the focus stays with it', async () => {
  const bench = await unfolded();
  await bench.user.click(screen.getByRole('button', { name: 'Merge into another room: Room 1' }));
  const where = screen.getByRole('combobox', { name: 'Where the people of Room 1 go' });
  const words = within(where)
    .getAllByRole('option')
    .map(({ textContent }) => textContent);
  expect(words).toEqual(['Merge into…', 'Where they fit best', 'Room 2 (1)', 'Room 3 (0)']);
  await bench.user.selectOptions(where, 'Room 2 (1)');
  await bench.user.click(screen.getByRole('button', { name: 'Merge' }));
  expect(bench.last).toMatchObject({ case: 'mergeRooms', value: { room: 1, into: 2 } });
  expect(document.activeElement?.textContent).toBe('Room 1');
});

test('two people change places in one command', async () => {
  const bench = await entered();
  await bench.user.click(card('Room 1').getByText('People', { exact: false, selector: 'summary' }));
  await bench.user.click(
    await screen.findByRole('button', { name: 'Swap with somebody: Tom Becker' }),
  );
  const whom = screen.getByRole('combobox', { name: 'With whom Tom Becker changes places' });
  await bench.user.selectOptions(whom, 'Lee Vang (Room 2)');
  await bench.user.click(screen.getByRole('button', { name: 'Swap' }));
  expect(bench.commands).toMatchObject([
    {
      case: 'placePeople',
      value: {
        roundId: 'rd_1',
        placements: [
          { personId: TOM, room: 2 },
          { personId: LEE, room: 1 },
        ],
      },
    },
  ]);
  expect(screen.getByText('Tom Becker and Lee Vang change places.')).toBeTruthy();
});

test('nobody is moved into a room that has closed', async () => {
  const bench = await entered([room(1, [ANA]), room(2, [TOM]), room(3, [], { closed: true })]);
  await bench.user.click(card('Room 1').getByText('People', { exact: false, selector: 'summary' }));
  await bench.user.click(await screen.findByRole('button', { name: 'Move Ana Ruiz' }));
  const where = screen.getByRole('combobox', { name: 'Where Ana Ruiz goes' });
  const words = within(where)
    .getAllByRole('option')
    .map(({ textContent }) => textContent);
  expect(words).toEqual(['Move to…', 'Back to the plenary', 'Room 2 (1)']);
});
