// Undo on a board: it takes back what is mine, and nothing that others have made of it since.
import { beforeEach, expect, test, vi } from 'vitest';
import { ElementKind } from '../protocol/convene/v1/board_pb';
import { BOARD, changed, element, note, opened } from '../testing/board-server';
import { item, ME, welcome } from '../testing/builders';
import { engineBench, settle } from '../testing/engine-bench';
import { boardsOf } from './boards';

beforeEach(() => void vi.useFakeTimers());

async function onBoard(...elements: Parameters<typeof opened>[0]) {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  const boards = boardsOf(bench.engine);
  boards.watch(BOARD);
  await settle();
  bench.sockets.last.receive(opened(elements));
  const socket = bench.sockets.last;
  return {
    boards,
    receive: (...items: Parameters<typeof socket.receive>) => socket.receive(...items),
    /** What was sent last comes to be. */
    confirm() {
      const command = socket.commands[socket.commands.length - 1];
      if (command?.body.case !== 'editBoard') throw new Error('no edit was sent');
      const elements = command.body.value.elements.map((one) =>
        one.kind === ElementKind.UNSPECIFIED ? one : { ...one, authorId: ME },
      );
      socket.receive(changed(elements), item({ case: 'ack', value: { n: command.n } }));
    },
    at: (id: string) => boards.store(BOARD).get().elements.get(id),
    get state() {
      return boards.store(BOARD).get();
    },
  };
}

test('takes back a change and makes it again', async () => {
  const on = await onBoard(note('elm_1'));
  on.boards.edit(BOARD, [{ id: 'elm_1', text: 'Mine', sectionId: 'elm_s' }]);
  on.confirm();
  expect(on.boards.undo(BOARD)).toBe('all');
  expect(on.at('elm_1')).toMatchObject({ text: 'Text of elm_1', sectionId: '' });
  expect(on.state).toMatchObject({ canUndo: false, canRedo: true });
  on.confirm();
  expect(on.boards.redo(BOARD)).toBe('all');
  expect(on.at('elm_1')).toMatchObject({ text: 'Mine', sectionId: 'elm_s' });
  expect(on.state).toMatchObject({ canUndo: true, canRedo: false });
});

test('a field that somebody else has set since stays; the others go back', async () => {
  const on = await onBoard(note('elm_1', { x: 1 }));
  on.boards.edit(BOARD, [{ id: 'elm_1', text: 'Mine', x: 2 }]);
  on.confirm();
  on.receive(changed([element('elm_1', { text: 'Theirs' })]));
  expect(on.boards.undo(BOARD)).toBe('part');
  expect(on.at('elm_1')).toMatchObject({ text: 'Theirs', x: 1 });
});

test('what I made goes only if it is as I left it', async () => {
  const on = await onBoard();
  on.boards.edit(BOARD, [{ id: 'elm_1', kind: ElementKind.NOTE, text: 'One', rank: 'V' }]);
  on.confirm();
  on.boards.edit(BOARD, [{ id: 'elm_2', kind: ElementKind.NOTE, text: 'Two', rank: 'W' }]);
  on.confirm();
  on.receive(changed([element('elm_2', { fillColor: 5 })]));
  expect(on.boards.undo(BOARD)).toBe('kept');
  expect(on.at('elm_2')?.text).toBe('Two');
  expect(on.boards.undo(BOARD)).toBe('all');
  expect(on.at('elm_1')).toBeUndefined();
  expect(on.boards.undo(BOARD)).toBe('nothing');
});

test('what others have commented on stays', async () => {
  const on = await onBoard();
  on.boards.edit(BOARD, [{ id: 'elm_1', kind: ElementKind.NOTE, text: 'One', rank: 'V' }]);
  on.confirm();
  const comment = { kind: ElementKind.COMMENT, parentId: 'elm_1', text: 'Yes!' };
  on.receive(changed([note('elm_c', comment)]));
  expect(on.boards.undo(BOARD)).toBe('kept');
  expect(on.at('elm_1')?.text).toBe('One');
});

test('what I took out is put back as it was, at once', async () => {
  const on = await onBoard(note('elm_1'));
  on.boards.edit(BOARD, [{ id: 'elm_1', gone: true }]);
  expect(on.at('elm_1')).toBeUndefined();
  on.confirm();
  expect(on.boards.undo(BOARD)).toBe('all');
  expect(on.at('elm_1')?.text).toBe('Text of elm_1');
  expect(on.state.waiting.has('elm_1')).toBe(true);
});

test('a new deed ends what could be made again', async () => {
  const on = await onBoard(note('elm_1'));
  on.boards.edit(BOARD, [{ id: 'elm_1', x: 1 }]);
  on.boards.undo(BOARD);
  on.boards.edit(BOARD, [{ id: 'elm_1', y: 1 }]);
  expect(on.state.canRedo).toBe(false);
});
