// Boards in a tab: what is shown while the server has not answered, and what comes back after a loss.
import { beforeEach, expect, test, vi } from 'vitest';
import { ElementKind } from '../protocol/convene/v1/board_pb';
import { ErrorCode } from '../protocol/convene/v1/error_pb';
import { Why } from '../protocol/convene/v1/wire_pb';
import { BOARD, board, changed, element, note, opened } from '../testing/board-server';
import { ANA, item, ME, token, view, changed as viewChanged, welcome } from '../testing/builders';
import { engineBench, settle } from '../testing/engine-bench';
import { boardsOf } from './boards';

beforeEach(() => void vi.useFakeTimers());

const ack = (n: number) => item({ case: 'ack', value: { n: BigInt(n) } });
const reject = (n: number) =>
  item({ case: 'reject', value: { n: BigInt(n), code: ErrorCode.ELEMENT_LOCKED } });

async function onBoard(...elements: Parameters<typeof opened>[0]) {
  const bench = engineBench();
  await bench.arrive();
  bench.sockets.last.receive(welcome());
  const boards = boardsOf(bench.engine);
  const leave = boards.watch(BOARD);
  await settle();
  bench.sockets.last.receive(opened(elements));
  return {
    ...bench,
    boards,
    leave,
    bench,
    receive: (...items: Parameters<typeof bench.sockets.last.receive>) =>
      bench.sockets.last.receive(...items),
    get state() {
      return boards.store(BOARD).get();
    },
    text: (id: string) => boards.store(BOARD).get().elements.get(id)?.text,
    looks: () =>
      bench.sockets.last.sent.flatMap((one) =>
        one.case === 'look'
          ? [
              one.value.boards.map((look) => [
                look.boardId,
                String.fromCharCode(...look.resumeToken),
              ]),
            ]
          : [],
      ),
    signs: () => bench.sockets.last.sent.flatMap((one) => (one.case === 'sign' ? [one.value] : [])),
  };
}

test('looks at what is watched, once for several who watch, and stops when the last one leaves', async () => {
  const on = await onBoard(note('elm_1'));
  expect(on.looks()).toEqual([[[BOARD, '']]]);
  const leave = on.boards.watch(BOARD);
  on.leave();
  await settle();
  expect(on.looks()).toHaveLength(1);
  expect(on.text('elm_1')).toBe('Text of elm_1');
  leave();
  await settle();
  expect(on.looks()).toEqual([[[BOARD, '']], []]);
  expect(on.state).toMatchObject({ state: 'loading', elements: new Map() });
});

test('merges field by field; what is gone goes, and comes back whole when it is put back', async () => {
  const on = await onBoard(note('elm_1', { x: 5 }), note('elm_2'));
  on.receive(changed([element('elm_1', { text: 'New' }), element('elm_2', { gone: true })]));
  expect(on.state.elements.get('elm_1')).toMatchObject({ text: 'New', x: 5, rank: 'V' });
  expect([...on.state.elements.keys()]).toEqual(['elm_1']);
  on.receive(changed([element('elm_2', { text: 'Too late' })]));
  expect(on.text('elm_2')).toBeUndefined();
  on.receive(changed([element('elm_2', { gone: false })]));
  expect(on.text('elm_2')).toBe('Text of elm_2');
});

test('a board in parts is shown when it is whole', async () => {
  const on = await onBoard(note('elm_1'));
  on.receive(opened([note('elm_2')], { more: true }));
  expect([...on.state.elements.keys()]).toEqual(['elm_1']);
  on.receive(opened([note('elm_3')], { anew: false, myVotes: ['elm_3'] }));
  expect([...on.state.elements.keys()]).toEqual(['elm_2', 'elm_3']);
  expect([...on.state.myVotes]).toEqual(['elm_3']);
});

test('an edit lies over what others do until it is answered', async () => {
  const on = await onBoard(note('elm_1'));
  on.boards.edit(BOARD, [{ id: 'elm_1', text: 'Mine' }]);
  expect(on.text('elm_1')).toBe('Mine');
  expect([...on.state.waiting]).toEqual(['elm_1']);
  on.receive(changed([element('elm_1', { text: 'Theirs', x: 9 })]));
  expect(on.state.elements.get('elm_1')).toMatchObject({ text: 'Mine', x: 9 });
  on.receive(changed([element('elm_1', { text: 'Mine' })]), ack(1));
  expect(on.text('elm_1')).toBe('Mine');
  expect(on.state.waiting.size).toBe(0);
});

test('a refused edit is gone from the board, and why is known', async () => {
  const on = await onBoard(note('elm_1'));
  on.boards.edit(BOARD, [
    { id: 'elm_1', text: 'Mine' },
    { id: 'elm_9', kind: ElementKind.NOTE, text: 'New' },
  ]);
  expect(on.state.elements.get('elm_9')).toMatchObject({ text: 'New', authorId: ME });
  on.receive(reject(1));
  expect(on.text('elm_1')).toBe('Text of elm_1');
  expect(on.text('elm_9')).toBeUndefined();
  expect(on.bench.state.pending[0]?.code).toBe(ErrorCode.ELEMENT_LOCKED);
  expect(on.state.canUndo).toBe(false);
});

test('resumed: a board that was whole goes on from the token of the hello; another begins anew', async () => {
  const on = await onBoard(note('elm_1'));
  on.receive(item({ case: 'heartbeat', value: { resumeToken: token('t2'), serverTimeMs: 1n } }));
  on.boards.watch('brd_2');
  await settle();
  on.sockets.last.drop();
  await on.bench.comeBack();
  on.receive(welcome({ why: Why.RESUMED, view: undefined, resumeToken: new Uint8Array() }));
  expect(on.looks()).toEqual([
    [
      [BOARD, 't2'],
      ['brd_2', ''],
    ],
  ]);
  expect(on.text('elm_1')).toBe('Text of elm_1');
  on.receive(opened([element('elm_1', { text: 'Meanwhile' })], { anew: false }));
  expect(on.text('elm_1')).toBe('Meanwhile');
});

test('who was given a new view and lost the line before the boards came holds none whole', async () => {
  const on = await onBoard(note('elm_1'));
  on.receive(item({ case: 'resync', value: { view: view(), resumeToken: token('t2') } }));
  expect(on.text('elm_1')).toBe('Text of elm_1');
  on.sockets.last.drop();
  await on.bench.comeBack();
  on.receive(welcome({ why: Why.RESUMED, view: undefined, resumeToken: new Uint8Array() }));
  expect(on.looks()).toEqual([[[BOARD, '']]]);
});

test('after a fresh welcome nothing that was held counts', async () => {
  const on = await onBoard(note('elm_1'));
  on.sockets.last.drop();
  await on.bench.comeBack();
  on.receive(welcome());
  expect(on.looks()).toEqual([[[BOARD, '']]]);
  expect(on.state).toMatchObject({ state: 'loading', elements: new Map() });
});

test('a board that was closed is asked for again when one may see it', async () => {
  const on = await onBoard(note('elm_1'));
  on.receive(item({ case: 'boardClosed', value: { boardId: BOARD } }));
  expect(on.state).toMatchObject({ state: 'closed', elements: new Map() });
  await settle();
  on.receive(viewChanged({ case: 'boardPut', value: board() }));
  await settle();
  expect(on.looks()).toEqual([[[BOARD, '']], [], [[BOARD, '']]]);
  expect(on.state.state).toBe('loading');
});

test('a vote is mine when the server says so; before, it waits', async () => {
  const on = await onBoard(note('elm_1'));
  on.boards.vote(BOARD, 'elm_1', true);
  expect(on.state.myVotes.size).toBe(0);
  expect([...on.state.votesWaiting]).toEqual([['elm_1', true]]);
  on.receive(changed([], { myVote: { elementId: 'elm_1', on: true } }), ack(1));
  expect([...on.state.myVotes]).toEqual(['elm_1']);
  expect(on.state.votesWaiting.size).toBe(0);
});

test('signs: one frame in 50 ms with all points; those of others end after five seconds', async () => {
  const on = await onBoard(note('elm_1'));
  const points = (...xy: number[]) => ({ $typeName: 'convene.v1.Points' as const, xy });
  on.boards.sign(BOARD, { pointer: { x: 1, y: 1 } });
  on.boards.sign(BOARD, { drafts: [{ id: 'elm_9', points: points(1, 2) }] });
  on.boards.sign(BOARD, { drafts: [{ id: 'elm_9', points: points(3, 4) }], writingId: 'elm_1' });
  expect(on.signs()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(50);
  expect(on.signs()).toHaveLength(2);
  expect(on.signs()[1]).toMatchObject({ pointer: { x: 1, y: 1 }, writingId: 'elm_1' });
  expect(on.signs()[1]?.drafts[0]?.points?.xy).toEqual([1, 2, 3, 4]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(on.signs()[2]).toMatchObject({ drafts: [], writingId: 'elm_1' });

  const signs = [ME, ANA].map((personId) => ({ personId, writingId: 'elm_1' }));
  on.receive(item({ case: 'boardSigns', value: { boardId: BOARD, signs } }));
  expect([...on.state.signs.keys()]).toEqual([ANA]);
  await vi.advanceTimersByTimeAsync(6000);
  expect(on.state.signs.size).toBe(0);
});
