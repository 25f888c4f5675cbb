// A breakout room as the people in it live through it: into it, in it, and back.
import { create } from '@bufbuild/protobuf';
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  MyRoomSchema,
  OpenRoundSchema,
  PlacementWhy,
} from '../../../protocol/convene/v1/breakout_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { ANA, item, line, ME, view } from '../../../testing/builders';
import { FAY, inRoom, PEOPLE, seven } from '../../../testing/in-room';
import { enterRoom } from '../../../testing/room-bench';
import { myRoom, openRound, roomChannel } from '../../../testing/rounds';
import { PHONE, resizeTo } from '../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const opens = async (bench: Awaited<ReturnType<typeof enterRoom>>, more: object = {}) => {
  bench.change({ case: 'channelSet', value: roomChannel(7) });
  bench.change({ case: 'openRound', value: openRound() });
  bench.change({ case: 'myRoom', value: myRoom(seven(more)) });
  await screen.findByRole('heading', { name: 'Room 7' });
};

test('when the rooms open, the screen becomes the room: where, what to do, with whom, and why', async () => {
  const bench = await enterRoom(view({ people: PEOPLE }));
  await opens(bench);
  bench.receive(item({ case: 'presence', value: { full: true, here: [ME, ANA] } }));
  const mine = within(screen.getByRole('region', { name: 'Room 7' }));
  expect(mine.getByText('What surprised you?')).toBeTruthy();
  expect(mine.getByTestId('room-time').textContent).toBe('20 minutes left');
  expect(mine.getByTestId('why-here').textContent).toBe(
    'You are here as: Coach or teacher on special assignment · Lakeside Unified. ' +
      'You meet people with other jobs and from other districts than Lakeside Unified.',
  );
  const ana = within(mine.getByTestId('room-mate'));
  expect(ana.getByText('Teacher · Hill Unified')).toBeTruthy();
  expect(await ana.findByText('here')).toBeTruthy();
  expect(mine.getByText('In the call, choose room 7.')).toBeTruthy();
  expect(mine.getByText('Facilitators can see this room.')).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('Room 7');
  expect(document.title).toMatch(/^Room 7 · Spring convening/);
  await act(() => vi.advanceTimersByTimeAsync(4000));
  expect(screen.getByText(/You are in Room 7 now, with 1 other person/)).toBeTruthy();
});

test('what one writes there goes to the room, and the label says who sees it', async () => {
  const bench = await enterRoom(inRoom());
  expect(screen.getByText('Hi room')).toBeTruthy();
  expect(screen.getByText('Everyone in Room 7 and the facilitators see this.')).toBeTruthy();
  await bench.user.type(screen.getByRole('textbox', { name: 'Write to Room 7' }), 'Hello{Enter}');
  expect(bench.last).toMatchObject({
    case: 'sendLine',
    value: { text: 'Hello', to: { case: 'room', value: { roundId: 'rd_1', room: 7 } } },
  });
});

test('the plenary stays to be read, and says what is new in it', async () => {
  const bench = await enterRoom(inRoom());
  bench.change({ case: 'lineAdded', value: line('ln_1', { text: 'To everyone' }) });
  await bench.user.click(screen.getByRole('tab', { name: /^Plenary.*1 unread/ }));
  expect(screen.getByText('To everyone')).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Room 7' })).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Write to the room' }));
  expect(screen.getByText('Hi room')).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Write to Room 7' }));
  await bench.user.click(screen.getByRole('tab', { name: 'People' }));
  bench.change({ case: 'lineAdded', value: line('ln_2', { text: 'More' }) });
  await bench.user.click(screen.getByRole('button', { name: /^Read the plenary.*1 unread/ }));
  expect(screen.getByText('More')).toBeTruthy();
});

test('whoever is writing is not taken from it, and finds the room beside it', async () => {
  const bench = await enterRoom(view({ people: PEOPLE }));
  const input = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write to everyone' });
  await bench.user.type(input, 'Half a thou');
  await opens(bench);
  expect(document.activeElement).toBe(input);
  expect(input.isConnected).toBe(true);
  await bench.user.type(input, 'ght{Enter}');
  expect(bench.last).toMatchObject({ value: { text: 'Half a thought', to: { case: 'plenary' } } });
});

test('a draft of the plenary is there again after the rooms', async () => {
  const bench = await enterRoom(view({ people: PEOPLE }));
  await bench.user.type(screen.getByRole('textbox', { name: 'Write to everyone' }), 'Later');
  await bench.user.tab();
  (document.activeElement as HTMLElement).blur();
  await opens(bench);
  expect(screen.queryByRole('textbox', { name: 'Write to everyone' })).toBeNull();
  bench.change({ case: 'openRound', value: create(OpenRoundSchema) });
  bench.change({ case: 'myRoom', value: create(MyRoomSchema) });
  bench.change({ case: 'channelGone', value: 'ch_7' });
  const input = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write to everyone' });
  expect(input.value).toBe('Later');
  expect(screen.queryByRole('heading', { name: 'Room 7' })).toBeNull();
});

test('what one was writing when the room closed is kept, and goes nowhere by itself', async () => {
  const bench = await enterRoom(inRoom());
  await screen.findByRole('heading', { name: 'Room 7' });
  await bench.user.type(screen.getByRole('textbox', { name: 'Write to Room 7' }), 'Secret idea');
  bench.change({ case: 'openRound', value: create(OpenRoundSchema) });
  bench.change({ case: 'myRoom', value: create(MyRoomSchema) });
  bench.change({ case: 'channelGone', value: 'ch_7' });
  expect(
    await screen.findByText('What you were writing in Room 7 has not been sent:'),
  ).toBeTruthy();
  expect(screen.getByText('Secret idea')).toBeTruthy();
  expect(bench.commands).toEqual([]);
  await bench.user.click(screen.getByRole('button', { name: 'Discard it' }));
  expect(screen.queryByText('Secret idea')).toBeNull();
});

test('a line that the room did not take any more is shown with the reason', async () => {
  const bench = await enterRoom(inRoom());
  await screen.findByRole('heading', { name: 'Room 7' });
  await bench.user.type(
    screen.getByRole('textbox', { name: 'Write to Room 7' }),
    'Too late{Enter}',
  );
  bench.change({ case: 'myRoom', value: create(MyRoomSchema) });
  bench.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.ROUND_STATE } }));
  expect(await screen.findByText(/Your line to Room 7 was not sent:.*not open/)).toBeTruthy();
  expect(screen.getByText('Too late')).toBeTruthy();
});

test('help is asked for with one press, and says who comes', async () => {
  const bench = await enterRoom(inRoom());
  await bench.user.click(await screen.findByRole('button', { name: 'Ask for help' }));
  expect(bench.last).toMatchObject({ case: 'callHelp', value: { on: true } });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  const help = (claimedById: string) => ({ help: { personId: ANA, atMs: 1n, claimedById } });
  bench.change({ case: 'myRoom', value: myRoom(seven(help(''))) });
  expect(screen.getByText(/^Ana Ruiz asked for help at .*The facilitators know\.$/)).toBeTruthy();
  bench.change({ case: 'myRoom', value: myRoom(seven(help(FAY))) });
  expect(screen.getByText('Fay Host is coming to help.')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'We need no help any more' }));
  expect(bench.last).toMatchObject({ case: 'callHelp', value: { on: false } });
});

test('the call opens in a new tab, and says so', async () => {
  await enterRoom(
    inRoom({ link: 'https://call.example/7', name: { en: 'Sequoia', es: 'Secuoya' } }),
  );
  const call = await screen.findByRole('link', { name: 'Join the call of this room' });
  expect(call.getAttribute('target')).toBe('_blank');
  expect(call.getAttribute('href')).toBe('https://call.example/7');
  expect(screen.getByText(/It opens in a new tab/)).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Sequoia' })).toBeTruthy();
});

test('in Spanish the room speaks Spanish', async () => {
  const bench = await enterRoom(inRoom({}, { told: { text: { en: '', es: 'Elijan' }, atMs: 1n } }));
  await bench.user.click(screen.getByRole('button', { name: 'Español' }));
  const mine = within(await screen.findByRole('region', { name: 'Sala 7' }));
  expect(mine.getByText('¿Qué le sorprendió?')).toBeTruthy();
  expect(mine.getByText('Elijan')).toBeTruthy();
  expect(mine.getByRole('button', { name: 'Pedir ayuda' })).toBeTruthy();
  expect(screen.getByRole('textbox', { name: 'Escribir a Sala 7' })).toBeTruthy();
});

test('on a phone, who is here and why is one press away', async () => {
  resizeTo(PHONE);
  const bench = await enterRoom(inRoom());
  const about = await screen.findByText('Who is here, and why');
  expect(about.closest('details')?.open).toBe(false);
  await bench.user.click(about);
  expect(screen.getByTestId('room-mate')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Show less' }));
  expect(screen.queryByTestId('room-prompt')).toBeNull();
  await bench.user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(screen.getByTestId('room-prompt')).toBeTruthy();
});

test.each([
  [PlacementWhy.ROLE, /Everyone in this room has your job/],
  [PlacementWhy.JIGSAW, /You bring here what your room/],
  [PlacementWhy.LATE, /there was a place for you here/],
  [PlacementWhy.ROTATION, /Everyone goes round/],
  [PlacementWhy.MERGED, /joined this one/],
])('the reason %i is said in words', async (why, words) => {
  await enterRoom(inRoom({ places: [{ personId: ME, why }] }));
  expect((await screen.findByTestId('why-here')).textContent).toMatch(words);
});
