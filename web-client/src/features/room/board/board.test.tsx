// A board of notes as people use it: write, move, vote, comment, take back, and see who else does.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Board, Element } from '../../../protocol/convene/v1/board_pb';
import { BoardMode, ElementKind } from '../../../protocol/convene/v1/board_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { BOARD, board, changed, element, note, opened } from '../../../testing/board-server';
import { ANA, item, ME, me, person, view } from '../../../testing/builders';
import { enterRoom } from '../../../testing/room-bench';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const section = (id: string, en: string, rank: string) =>
  element(id, { kind: ElementKind.SECTION, title: { en, es: `${en} (es)` }, rank });

const COLUMNS = [section('elm_n', 'I notice', 'A'), section('elm_w', 'I wonder', 'B')];
const MINE = { sectionId: 'elm_n', authorId: ME };

async function onBoard(elements: Element[], settings: Partial<Board> = {}, runs = false) {
  const shown = { ...board(), ...settings };
  const permission = runs ? Permission.FACILITATOR : Permission.PARTICIPANT;
  const bench = await enterRoom(
    view({
      me: me({ permission }),
      people: [person(ME, 'Rosa'), person(ANA, 'Ana')],
      boards: [shown],
    }),
  );
  await bench.user.click(await screen.findByRole('button', { name: /^What we saw/ }));
  await waitFor(() =>
    expect(bench.bench.sockets.last.sent.some((one) => one.case === 'look')).toBe(true),
  );
  bench.receive(opened([...COLUMNS, ...elements], { board: shown }));
  await screen.findByRole('heading', { name: 'What we saw' });
  return bench;
}

const column = (name: string) => within(screen.getByRole('list', { name }));
const texts = (name: string) =>
  column(name)
    .getAllByTestId('board-card')
    .map((card) => card.querySelector('.board-text')?.textContent);

async function choose({ user }: Awaited<ReturnType<typeof onBoard>>, what: string, act: string) {
  await user.click(screen.getByRole('button', { name: `More on “${what}”` }));
  await user.click(screen.getByRole('menuitem', { name: act }));
}

test('a note is drawn as sending until the server has it; refused, it is gone and its words are not', async () => {
  const bench = await onBoard([]);
  await bench.user.click(screen.getByRole('button', { name: 'Add a note to I notice' }));
  const input = screen.getByRole('textbox', { name: 'New note in I notice' });
  const hint = document.getElementById(input.getAttribute('aria-describedby') ?? '');
  expect(hint?.textContent).toBe('Everyone here sees it, with your name.');
  await bench.user.type(input, 'The graph dips{Enter}');
  expect(texts('I notice')).toEqual(['The graph dips']);
  expect(column('I notice').getByText(/Sending…/)).toBeTruthy();
  const sent = bench.last;
  if (sent?.case !== 'editBoard') throw new Error('no edit was sent');
  expect(sent.value.elements[0]).toMatchObject({ text: 'The graph dips', sectionId: 'elm_n' });
  bench.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.BOARD_CLOSED } }));
  expect(screen.queryByTestId('board-card')).toBeNull();
  expect(within(screen.getByRole('alert')).getByText('The graph dips')).toBeTruthy();
});

test('edits, moves and removes with the menu; the focus stays with the note', async () => {
  const bench = await onBoard([
    note('elm_1', { ...MINE, rank: 'A' }),
    note('elm_2', { ...MINE, rank: 'B' }),
  ]);
  await choose(bench, 'Text of elm_2', 'Move up');
  expect(texts('I notice')).toEqual(['Text of elm_2', 'Text of elm_1']);
  await choose(bench, 'Text of elm_2', 'Move to I wonder');
  expect(texts('I wonder')).toEqual(['Text of elm_2']);
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'More on “Text of elm_2”' }),
  );
  await choose(bench, 'Text of elm_1', 'Edit');
  await bench.user.type(
    screen.getByRole('textbox', { name: 'What the note says' }),
    ', better{Enter}',
  );
  expect(texts('I notice')).toEqual(['Text of elm_1, better']);
  await choose(bench, 'Text of elm_1, better', 'Edit');
  await bench.user.keyboard('{Escape}');
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'More on “Text of elm_1, better”' }),
  );
  await choose(bench, 'Text of elm_2', 'Remove');
  expect(screen.queryByText('Text of elm_2')).toBeNull();
  await bench.user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(texts('I wonder')).toEqual(['Text of elm_2']);
});

test('moves with the keyboard alone', async () => {
  const bench = await onBoard([
    note('elm_1', { ...MINE, rank: 'A' }),
    note('elm_2', { ...MINE, rank: 'B' }),
  ]);
  screen.getByRole('button', { name: 'More on “Text of elm_1”' }).focus();
  await bench.user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  expect(texts('I notice')).toEqual(['Text of elm_2', 'Text of elm_1']);
  await bench.user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  expect(texts('I wonder')).toEqual(['Text of elm_1']);
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'More on “Text of elm_1”' }),
  );
});

test('votes say how many are left, and count only when the server says so', async () => {
  const bench = await onBoard([note('elm_1', MINE), note('elm_2', MINE)], { votesEach: 1 });
  expect(screen.getByText('1 of 1 vote left')).toBeTruthy();
  const vote = screen.getByRole('button', { name: 'Vote for “Text of elm_1”, 0 votes' });
  await bench.user.click(vote);
  expect(screen.getByText('0 of 1 vote left')).toBeTruthy();
  const card = vote.closest<HTMLElement>('[data-testid=board-card]');
  expect(card?.textContent).toContain('Sending…');
  const mine = { elementId: 'elm_1', on: true };
  bench.receive(changed([element('elm_1', { votes: 1 })], { myVote: mine }));
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  const given = screen.getByRole('button', { name: 'Vote for “Text of elm_1”, 1 vote' });
  expect(given.getAttribute('aria-pressed')).toBe('true');
  expect(card?.textContent).not.toContain('Sending…');
  await bench.user.click(screen.getByRole('button', { name: 'Vote for “Text of elm_2”, 0 votes' }));
  expect(bench.commands.filter((one) => one?.case === 'voteElement')).toHaveLength(1);
});

test('comments on a note', async () => {
  const said = note('elm_c', { kind: ElementKind.COMMENT, parentId: 'elm_1', text: 'Indeed' });
  const bench = await onBoard([note('elm_1', MINE), said]);
  await bench.user.click(screen.getByRole('button', { name: '1 comment on “Text of elm_1”' }));
  expect(
    within(screen.getByRole('list', { name: 'Comments on “Text of elm_1”' })).getByText('Indeed'),
  ).toBeTruthy();
  const input = screen.getByRole('textbox', { name: 'Your comment on “Text of elm_1”' });
  await bench.user.type(input, 'Why?{Enter}');
  const sent = bench.last;
  if (sent?.case !== 'editBoard') throw new Error('no edit was sent');
  expect(sent.value.elements[0]).toMatchObject({ parentId: 'elm_1', text: 'Why?' });
});

test('where somebody writes, nobody else is offered to', async () => {
  const bench = await onBoard([note('elm_1', MINE)]);
  const signs = [{ personId: ANA, writingId: 'elm_1' }];
  bench.receive(item({ case: 'boardSigns', value: { boardId: BOARD, signs } }));
  expect(screen.getByText('Ana writes here')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'More on “Text of elm_1”' }));
  expect(screen.queryByRole('menuitem', { name: 'Edit' })).toBeNull();
  expect(screen.getByRole('menuitem', { name: 'Remove' })).toBeTruthy();
});

test('a gallery walk: comments and votes, and nothing else', async () => {
  await onBoard([note('elm_1', MINE)], { mode: BoardMode.COMMENTS, votesEach: 3 });
  expect(screen.getByText('Comments and votes only.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Add a note to I notice' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Comment on “Text of elm_1”' })).toBeTruthy();
  expect(screen.getByRole('button', { name: /^Vote for/ })).toBeTruthy();
});

test('others’ words are not mine to change; facilitators hide and lock them', async () => {
  const bench = await onBoard([note('elm_1', { sectionId: 'elm_n' })]);
  await bench.user.click(screen.getByRole('button', { name: 'More on “Text of elm_1”' }));
  expect(screen.queryByRole('menuitem', { name: 'Edit' })).toBeNull();
  expect(screen.queryByRole('menuitem', { name: 'Lock' })).toBeNull();
  await bench.user.click(screen.getByRole('menuitem', { name: 'Report to facilitators' }));
  expect(bench.last).toMatchObject({ case: 'reportElement', value: { elementId: 'elm_1' } });
});

test('a facilitator hides a note, and reveals a veiled board', async () => {
  const bench = await onBoard([note('elm_1', { sectionId: 'elm_n' })], { veiled: true }, true);
  await choose(bench, 'Text of elm_1', 'Hide from everyone');
  expect(bench.last).toMatchObject({ case: 'hideElement', value: { hidden: true } });
  await bench.user.click(await screen.findByText('Tools of facilitators'));
  await bench.user.click(screen.getByRole('button', { name: 'Reveal' }));
  expect(bench.last).toMatchObject({ case: 'putBoard', value: { board: { veiled: false } } });
  await bench.user.click(screen.getByRole('button', { name: 'Show to everyone now' }));
  expect(bench.last).toMatchObject({
    case: 'setSpotlight',
    value: { on: { case: 'boardId', value: BOARD } },
  });
});
