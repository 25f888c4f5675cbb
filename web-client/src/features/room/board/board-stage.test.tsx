// Which board is in the middle of the room: that of my room, a spotlit one, or one that I choose.
import { create } from '@bufbuild/protobuf';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  BoardsSchema,
  ElementKind,
  Face,
  RoundBoardSchema,
} from '../../../protocol/convene/v1/board_pb';
import { SpotlightSchema } from '../../../protocol/convene/v1/spotlight_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { board, element, note, opened } from '../../../testing/board-server';
import { ANA, view } from '../../../testing/builders';
import { atTheWall, running } from '../../../testing/facilitator-bench';
import { ok, serve } from '../../../testing/fake-server';
import { inRoom } from '../../../testing/in-room';
import { enterRoom } from '../../../testing/room-bench';
import { room } from '../../../testing/rounds';
import { PHONE, resizeTo, WIDE } from '../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => resizeTo(WIDE));

const looked = ({ bench }: Awaited<ReturnType<typeof enterRoom>>) => {
  const looks = bench.sockets.last.sent.flatMap((one) => (one.case === 'look' ? [one.value] : []));
  return looks[looks.length - 1]?.boards.map(({ boardId }) => boardId);
};

const withRoomBoard = (more: Partial<View> = {}) =>
  inRoom(
    {},
    {},
    {
      roundBoards: [create(RoundBoardSchema, { roundId: 'rd_1', board: board({ id: '' }) })],
      ...more,
    },
  );

test('in a room its board is open, and what I write is for the room', async () => {
  const bench = await enterRoom(withRoomBoard());
  await waitFor(() => expect(looked(bench)).toEqual(['room_rd_1_7']));
  bench.receive(opened([note('elm_1')], { board: board({ id: 'room_rd_1_7', shared: false }) }));
  const { user } = bench;
  await user.click(await screen.findByRole('button', { name: 'Add a note to Notes' }));
  expect(
    screen.getByText('People in your room and facilitators see it, with your name.'),
  ).toBeTruthy();
});

test('a board in the spotlight opens for everyone; I can go back to that of my room', async () => {
  const bench = await enterRoom(withRoomBoard());
  await waitFor(() => expect(looked(bench)).toEqual(['room_rd_1_7']));
  const on = { case: 'boardId', value: 'brd_9' } as const;
  bench.change({ case: 'spotlight', value: create(SpotlightSchema, { on }) });
  await waitFor(() => expect(looked(bench)).toEqual(['brd_9']));
  await bench.user.click(screen.getByRole('button', { name: 'My room' }));
  await waitFor(() => expect(looked(bench)).toEqual(['room_rd_1_7']));
});

test('boards of rooms that have closed are found among all of them', async () => {
  const boards = [board({ id: 'room_rd_0_3' })];
  serve({ 'GET /api/sessions/ses_1/boards': ok(BoardsSchema, { boards }) });
  const bench = await enterRoom(view({ boards: [board()] }));
  await bench.user.click(await screen.findByRole('button', { name: 'All boards' }));
  await bench.user.click(await screen.findByRole('button', { name: 'What we saw · room 3' }));
  await waitFor(() => expect(looked(bench)).toEqual(['room_rd_0_3']));
});

test('a canvas as a list: every element with its kind, and strokes are counted', async () => {
  const bench = await enterRoom(view({ boards: [board({ face: Face.CANVAS })] }));
  await bench.user.click(await screen.findByRole('button', { name: /^What we saw/ }));
  await waitFor(() => expect(looked(bench)).toEqual(['brd_1']));
  const shape = note('elm_1', { kind: ElementKind.ELLIPSE, text: 'Sun' });
  const stroke = element('elm_2', { kind: ElementKind.STROKE });
  bench.receive(opened([shape, stroke], { board: board({ face: Face.CANVAS }) }));
  await bench.user.click(await screen.findByRole('button', { name: 'List' }));
  const list = within(await screen.findByRole('list', { name: 'Everything on the board' }));
  expect(list.getByText('Ellipse')).toBeTruthy();
  expect(list.getByText('Sun')).toBeTruthy();
  expect(screen.getByText('1 drawn line: to be seen on the board.')).toBeTruthy();
});

test('on a phone a board is a list from the start', async () => {
  resizeTo(PHONE);
  const bench = await enterRoom(view({ boards: [board()] }));
  await bench.user.click(await screen.findByRole('button', { name: /^What we saw/ }));
  await waitFor(() => expect(looked(bench)).toEqual(['brd_1']));
  bench.receive(opened([note('elm_1')]));
  const list = await screen.findByRole('button', { name: 'List' });
  expect(list.getAttribute('aria-pressed')).toBe('true');
});

test('facilitators open the board of a room from the wall', async () => {
  const roundBoards = [create(RoundBoardSchema, { roundId: 'rd_1', board: board({ id: '' }) })];
  const bench = await atTheWall(running([room(7, [ANA])], {}, { roundBoards }));
  await bench.user.click(screen.getByRole('button', { name: 'Board of Room 7' }));
  await waitFor(() => expect(looked(bench)).toContain('room_rd_1_7'));
  bench.receive(opened([note('elm_1')], { board: board({ id: 'room_rd_1_7' }) }));
  const heading = await screen.findByRole('heading', { name: 'What we saw' });
  await waitFor(() => expect(document.activeElement).toBe(heading));
});
