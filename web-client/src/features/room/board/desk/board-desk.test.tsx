// The desk of boards: a new one from a template, what rooms begin with, all at once, and the harvest.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  BoardMode,
  BoardTemplatesSchema,
  Carry,
  RoundBoardSchema,
} from '../../../../protocol/convene/v1/board_pb';
import { RoundState } from '../../../../protocol/convene/v1/breakout_pb';
import { SessionState } from '../../../../protocol/convene/v1/session_pb';
import type { View } from '../../../../protocol/convene/v1/view_pb';
import { board, note } from '../../../../testing/board-server';
import { item } from '../../../../testing/builders';
import { facilitating } from '../../../../testing/facilitator-bench';
import { ok, serve } from '../../../../testing/fake-server';
import { enterRoom } from '../../../../testing/room-bench';
import { round } from '../../../../testing/rounds';

const SAVED = {
  id: 'tpl_1',
  board: board({ title: { en: 'Ours', es: '' }, votesEach: 2 }),
  elements: [note('elm_1')],
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  serve({ 'GET /api/board-templates': ok(BoardTemplatesSchema, { templates: [SAVED] }) });
});

async function atTheDesk(more: Partial<View> = {}) {
  const shown = facilitating(more);
  if (shown.session) shown.session.state = SessionState.LIVE;
  const bench = await enterRoom(shown);
  await bench.user.click(await screen.findByText('Tools'));
  await bench.user.click(screen.getByRole('button', { name: 'Boards' }));
  await screen.findByRole('dialog', { name: 'Boards' });
  return bench;
}

test('a new board from a template that everyone knows', async () => {
  const { user, ...bench } = await atTheDesk();
  await user.click(screen.getByRole('button', { name: 'New board' }));
  await user.click(screen.getByRole('button', { name: 'Save the board' }));
  expect(screen.getByText('Write the English title.')).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('Begin with'), 'Notice and wonder');
  expect(screen.getByLabelText('Title in English')).toHaveProperty('value', 'Notice and wonder');
  const votes = screen.getByLabelText('Votes for each person');
  await user.clear(votes);
  await user.type(votes, '3');
  await user.click(screen.getByLabelText(/^Each person sees only what is theirs/));
  await user.click(screen.getByRole('button', { name: 'Save the board' }));
  const { sockets } = bench.bench;
  const put = sockets.last.commands[sockets.last.commands.length - 1]?.body;
  if (put?.case !== 'putBoard') throw new Error('no board was put');
  expect(put.value.board).toMatchObject({ id: '', votesEach: 3, veiled: true });
  expect(put.value.elements.map(({ title }) => title?.es)).toEqual(['Observo', 'Me pregunto']);
});

test('one that was saved comes with new ids', async () => {
  const bench = await atTheDesk();
  await bench.user.click(screen.getByRole('button', { name: 'New board' }));
  await screen.findByRole('option', { name: 'Saved: Ours' });
  await bench.user.selectOptions(screen.getByLabelText('Begin with'), 'Saved: Ours');
  await bench.user.click(screen.getByRole('button', { name: 'Save the board' }));
  const put = bench.last;
  if (put?.case !== 'putBoard') throw new Error('no board was put');
  expect(put.value.board).toMatchObject({ votesEach: 2 });
  expect(put.value.elements[0]?.text).toBe('Text of elm_1');
  expect(put.value.elements[0]?.id).toMatch(/^elm_[A-Za-z0-9_-]{22}$/);
});

test('the rooms of a planned round begin with a board, and bring along what their people made', async () => {
  const bench = await atTheDesk({ rounds: [round('rd_1')] });
  await bench.user.click(
    screen.getByRole('button', { name: 'Give its rooms a board: Round rd_1' }),
  );
  const form = within(screen.getByRole('form', { name: 'Board for the rooms of Round rd_1' }));
  await bench.user.selectOptions(form.getByLabelText('Begin with'), 'Consultancy');
  await bench.user.selectOptions(
    form.getByLabelText('What the rooms bring along'),
    'What the people in it made before',
  );
  await bench.user.click(form.getByRole('button', { name: 'Save the board' }));
  const set = bench.last;
  if (set?.case !== 'setRoundBoard') throw new Error('nothing was set');
  expect(set.value).toMatchObject({ roundId: 'rd_1', carry: Carry.PERSON });
  expect(set.value.elements).toHaveLength(4);
});

test('a gallery walk over all rooms, and the harvest into a board of the plenary', async () => {
  const bench = await atTheDesk({
    boards: [board()],
    rounds: [round('rd_1', { state: RoundState.OPEN })],
    roundBoards: [
      create(RoundBoardSchema, { roundId: 'rd_1', board: board({ id: '', shared: false }) }),
    ],
  });
  await bench.user.selectOptions(
    screen.getByLabelText('All boards of Round rd_1: who works on them'),
    'Comments and votes only',
  );
  await bench.user.click(screen.getByLabelText(/^Everyone sees the boards of all rooms/));
  await bench.user.click(
    screen.getByRole('button', { name: 'Apply to all its boards: Round rd_1' }),
  );
  expect(bench.last).toMatchObject({
    case: 'setRoundBoards',
    value: { roundId: 'rd_1', mode: BoardMode.COMMENTS, shared: true, veiled: false },
  });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  await bench.user.click(screen.getByRole('button', { name: 'Collect the notes of Round rd_1' }));
  expect(bench.last).toMatchObject({
    case: 'harvestBoards',
    value: { roundId: 'rd_1', intoBoardId: 'brd_1' },
  });
});
