// Facilitators look over all open rooms: who needs them, looking in, moving, telling, closing.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { RoundState } from '../../../../protocol/convene/v1/breakout_pb';
import { Permission } from '../../../../protocol/convene/v1/roster_pb';
import type { View } from '../../../../protocol/convene/v1/view_pb';
import { RoomSetSchema } from '../../../../protocol/convene/v1/view_pb';
import { ANA, channel, item, line, ME, me, person, view } from '../../../../testing/builders';
import { enterRoom } from '../../../../testing/room-bench';
import { openRound, room, roomChannel, round } from '../../../../testing/rounds';
import { PHONE, resizeTo } from '../../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const TOM = 'per_tom';
const LEE = 'per_lee';
const people = [
  person(ME, 'Fay Host', { permission: Permission.FACILITATOR }),
  person(ANA, 'Ana Ruiz'),
  person(TOM, 'Tom Becker'),
  person(LEE, 'Lee Vang'),
];
const help = { help: { personId: LEE, atMs: 1n } };

function running(more: Partial<View> = {}): View {
  const rooms = [room(1, [ANA, TOM]), room(2, []), room(3, [LEE], help)];
  const opened = openRound();
  const { openedAtMs, endsAtMs } = opened;
  const said = line('ln_1', { channelId: 'ch_1', text: 'We begin', atMs: openedAtMs });
  return {
    ...view({
      me: me({ permission: Permission.FACILITATOR }),
      people,
      channels: [channel(), roomChannel(1, [said]), roomChannel(2), roomChannel(3)],
      openRound: opened,
      rounds: [round('rd_1', { state: RoundState.OPEN, openedAtMs, endsAtMs, rooms })],
    }),
    ...more,
  };
}

async function atTheWall(shown = running()) {
  const bench = await enterRoom(shown);
  await bench.user.click(await screen.findByRole('button', { name: 'Rooms' }));
  await screen.findByRole('list', { name: 'All rooms' });
  bench.receive(item({ case: 'presence', value: { full: true, here: [ME, ANA, TOM, LEE] } }));
  await screen.findByText(/3 of 3 people here/);
  return bench;
}

const names = () =>
  screen.getAllByTestId('wall-room').map((card) => within(card).getByRole('heading').textContent);
const card = (name: string) => {
  const found = screen.getAllByTestId('wall-room').find((one) => one.textContent?.startsWith(name));
  return within(found as HTMLElement);
};

test('all rooms at a glance, those that need somebody first, in words', async () => {
  await atTheWall();
  expect(names()).toEqual(['Room 3', 'Room 1', 'Room 2']);
  expect(screen.getByTestId('wall-counts').textContent).toBe(
    '3 rooms open, 3 of 3 people here. 1 room asks for help.',
  );
  expect(card('Room 3').getByText(/^Lee Vang asked for help at/)).toBeTruthy();
  expect(card('Room 1').getByText('2 of 2 here')).toBeTruthy();
  expect(card('Room 1').getByText('Ana Ruiz: We begin')).toBeTruthy();
});

test('a call for help is a chip in the bar that leads to the wall', async () => {
  const bench = await enterRoom(running());
  await bench.user.click(await screen.findByRole('button', { name: '1 room asks for help' }));
  expect(await screen.findByRole('heading', { name: 'Breakout rooms' })).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('Breakout rooms');
});

test('help is taken and done, and while somebody is there nothing changes its place', async () => {
  const bench = await atTheWall();
  await bench.user.click(screen.getByRole('button', { name: 'I’ll go to Room 3' }));
  expect(bench.last).toMatchObject({ case: 'answerHelp', value: { room: 3, done: false } });
  const set = (claimedById: string, on = true) =>
    bench.change({
      case: 'roomSet',
      value: create(RoomSetSchema, {
        roundId: 'rd_1',
        room: room(3, [LEE], on ? { help: { ...help.help, claimedById } } : {}),
      }),
    });
  set(ME);
  expect(card('Room 3').getByText('Fay Host is taking care of it')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Done: help for Room 3' }));
  expect(bench.last).toMatchObject({ case: 'answerHelp', value: { room: 3, done: true } });
  set('', false);
  expect(names()[0]).toBe('Room 3');
  expect(card('Room 3').getByText('One person is alone here')).toBeTruthy();
});

test('looking in opens the conversation beside the wall, and Escape leads back', async () => {
  const bench = await atTheWall();
  await bench.user.click(screen.getByRole('button', { name: 'Look in: Room 1' }));
  expect(screen.getByText('We begin')).toBeTruthy();
  expect(screen.getByText(/^You look into Room 1\. Who is there sees what you write/)).toBeTruthy();
  expect(screen.getByRole('list', { name: 'All rooms' })).toBeTruthy();
  await bench.user.type(screen.getByRole('textbox', { name: 'Write to Room 1' }), 'Hi{Enter}');
  expect(bench.last).toMatchObject({
    value: { text: 'Hi', to: { case: 'room', value: { roundId: 'rd_1', room: 1 } } },
  });
  await bench.user.keyboard('{Escape}');
  expect(screen.queryByText(/^You look into/)).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Look in: Room 1' }));
});

test('on a phone the rooms are a tab, and looking in changes to the chat and back', async () => {
  resizeTo(PHONE);
  const bench = await enterRoom(running());
  await bench.user.click(screen.getByRole('tab', { name: 'Rooms' }));
  await bench.user.click(await screen.findByRole('button', { name: 'Look in: Room 1' }));
  expect(screen.getByRole('tab', { name: /^Chat/ }).getAttribute('aria-selected')).toBe('true');
  await bench.user.click(screen.getByRole('button', { name: 'Back to all rooms' }));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Look in: Room 1' }));
});

test('someone is moved with the keyboard, and the focus stays with the room that they leave', async () => {
  const bench = await atTheWall();
  await bench.user.click(card('Room 1').getByText('People', { exact: false, selector: 'summary' }));
  await bench.user.click(await screen.findByRole('button', { name: 'Move Tom Becker' }));
  const where = screen.getByRole('combobox', { name: 'Where Tom Becker goes' });
  expect(document.activeElement).toBe(where);
  await bench.user.selectOptions(where, 'Room 3 (1)');
  expect(bench.commands).toEqual([]);
  await bench.user.click(screen.getByRole('button', { name: 'Move there' }));
  expect(bench.last).toMatchObject({
    case: 'placePeople',
    value: { roundId: 'rd_1', placements: [{ personId: TOM, room: 3 }] },
  });
  expect(screen.getByText('Tom Becker goes to Room 3.')).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('Room 1');
});

test('who is here without a room is put into one', async () => {
  const shown = running({ people: [...people, person('per_new', 'New Comer')] });
  const bench = await enterRoom(shown);
  await bench.user.click(await screen.findByRole('button', { name: 'Rooms' }));
  await screen.findByRole('list', { name: 'All rooms' });
  bench.receive(item({ case: 'presence', value: { full: true, here: [ME, 'per_new'] } }));
  await screen.findByText('1 person is here without a room');
  await bench.user.click(screen.getByRole('button', { name: 'Move New Comer' }));
  const where = screen.getByRole('combobox', { name: 'Where New Comer goes' });
  await bench.user.selectOptions(where, 'Room 2 (0)');
  await bench.user.click(screen.getByRole('button', { name: 'Move there' }));
  expect(bench.last).toMatchObject({
    case: 'placePeople',
    value: { placements: [{ personId: 'per_new', room: 2 }] },
  });
});

test('a message goes to all rooms in one language at least', async () => {
  const bench = await atTheWall();
  await bench.user.click(screen.getByText('Message to all rooms'));
  await bench.user.click(screen.getByRole('button', { name: 'Tell all rooms' }));
  expect(screen.getByText('Write it in one language at least.')).toBeTruthy();
  await bench.user.type(screen.getByRole('textbox', { name: 'In Spanish' }), 'Elijan a alguien');
  await bench.user.click(screen.getByRole('button', { name: 'Tell all rooms' }));
  expect(bench.last).toMatchObject({
    case: 'tellRooms',
    value: { roundId: 'rd_1', text: { en: '', es: 'Elijan a alguien' } },
  });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(screen.getByText('All rooms have been told.')).toBeTruthy();
});

test.each([
  ['+5 min', { case: 'extendRooms', value: { roundId: 'rd_1', minutes: 5 } }],
  ['−1 min', { case: 'extendRooms', value: { roundId: 'rd_1', minutes: -1 } }],
  ['No end', { case: 'extendRooms', value: { roundId: 'rd_1', minutes: 0 } }],
  ['Add a room', { case: 'putRoom', value: { roundId: 'rd_1', number: 0 } }],
])('“%s” for all rooms', async (name, body) => {
  const bench = await atTheWall();
  const wall = within(screen.getByTestId('rooms-panel'));
  await bench.user.click(wall.getByRole('button', { name }));
  expect(bench.last).toMatchObject(body);
});

test.each([
  ['Close in a minute', false],
  ['Close now', true],
])('“%s” is asked for in a dialog', async (name, now) => {
  const bench = await atTheWall();
  await bench.user.click(screen.getByRole('button', { name: 'Close the rooms' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Close the rooms?' }));
  expect(dialog.getByText(/For five minutes the rooms can be opened again/)).toBeTruthy();
  expect(bench.commands).toEqual([]);
  await bench.user.click(dialog.getByRole('button', { name }));
  expect(bench.last).toMatchObject({ case: 'closeRooms', value: { roundId: 'rd_1', now } });
});

test('links to calls are pasted, and wrong lines are named', async () => {
  const bench = await atTheWall();
  await bench.user.click(screen.getByText('Links to calls (none)'));
  const area = screen.getByRole('textbox', { name: 'One link on each line, for rooms 1 to 3' });
  await bench.user.click(area);
  await bench.user.paste('https://call.example/1\nno link');
  await bench.user.click(screen.getByRole('button', { name: 'Use these links' }));
  expect(screen.getByText('Line 2: this is no link that begins with https.')).toBeTruthy();
  expect(bench.commands).toEqual([]);
  await bench.user.clear(area);
  await bench.user.paste('https://call.example/1');
  await bench.user.click(screen.getByRole('button', { name: 'Use these links' }));
  expect(bench.commands).toMatchObject([
    { case: 'putRoom', value: { number: 1, link: 'https://call.example/1' } },
  ]);
});

test('the wall speaks Spanish', async () => {
  const bench = await atTheWall();
  await bench.user.click(screen.getByRole('button', { name: 'Español' }));
  expect(screen.getByTestId('wall-counts').textContent).toBe(
    '3 salas abiertas, 3 de 3 personas aquí. 1 sala pide ayuda.',
  );
  expect(screen.getByRole('button', { name: 'Yo voy a Sala 3' })).toBeTruthy();
});

test.each([
  ['The time runs, and says', true, /“Round rd_2” opens by itself\. When someone closes/],
  ['Someone has closed the rooms, and it no longer says', false, undefined],
])('%s what opens next', async (_, hasNext, words) => {
  const { openedAtMs, endsAtMs, ...opened } = openRound({ hasNext });
  const open = { state: RoundState.OPEN, openedAtMs, endsAtMs, rooms: [room(1, [ANA, TOM])] };
  await enterRoom(
    running({
      openRound: { ...opened, openedAtMs, endsAtMs },
      rounds: [round('rd_1', { ...open, nextRoundId: 'rd_2' }), round('rd_2')],
    }),
  ).then((bench) => bench.user.click(screen.getByRole('button', { name: 'Rooms' })));
  const wall = await screen.findByRole('list', { name: 'All rooms' });
  const said = within(wall.parentElement as HTMLElement).queryByText(/opens by itself/);
  if (words) expect(said?.textContent).toMatch(words);
  else expect(said).toBeNull();
});
