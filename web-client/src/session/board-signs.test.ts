// Signs of others: what they have in hand grows, and goes when it has come to be.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Element, PersonSign } from '../protocol/convene/v1/board_pb';
import { ElementKind } from '../protocol/convene/v1/board_pb';
import { BOARD, element, changed as elementsChanged, note, opened } from '../testing/board-server';
import { ANA, item, welcome } from '../testing/builders';
import { engineBench, settle } from '../testing/engine-bench';
import { boardsOf } from './boards';

beforeEach(() => void vi.useFakeTimers());

const points = (...xy: number[]) => ({ $typeName: 'convene.v1.Points' as const, xy });
const stroke = (...xy: number[]) =>
  element('elm_9', { kind: ElementKind.STROKE, x: 7, points: points(...xy) });

async function onBoard() {
  const bench = engineBench();
  await bench.arrive();
  const { last } = bench.sockets;
  last.receive(welcome());
  const boards = boardsOf(bench.engine);
  boards.watch(BOARD);
  await settle();
  last.receive(opened([note('elm_1', { x: 1 })]));
  return {
    boards,
    receive: (...items: Parameters<typeof last.receive>) => last.receive(...items),
    said: (drafts: Element[], more: Partial<Pick<PersonSign, 'pointer'>> = {}) =>
      last.receive(
        item({
          case: 'boardSigns',
          value: { boardId: BOARD, signs: [{ personId: ANA, drafts, ...more }] },
        }),
      ),
    sent: () => last.sent.flatMap((one) => (one.case === 'sign' ? [one.value] : [])),
    drafts: () => boards.store(BOARD).get().signs.get(ANA)?.drafts ?? [],
  };
}

test('points of a stroke come after those before; a sign without it does not end it', async () => {
  const on = await onBoard();
  on.said([stroke(1, 2)]);
  on.said([], { pointer: { $typeName: 'convene.v1.Pointer', x: 1, y: 1 } });
  on.said([element('elm_9', { points: points(3, 4) })]);
  expect(on.drafts()).toHaveLength(1);
  expect(on.drafts()[0]).toMatchObject({ kind: ElementKind.STROKE, x: 7 });
  expect(on.drafts()[0]?.points?.xy).toEqual([1, 2, 3, 4]);
  await vi.advanceTimersByTimeAsync(4000);
  on.said([]);
  await vi.advanceTimersByTimeAsync(4000);
  expect(on.drafts()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(on.drafts()).toEqual([]);
});

test('other fields are as they were said last, and each element is there once', async () => {
  const on = await onBoard();
  on.said([element('elm_1', { x: 5, y: 6 })]);
  on.said([element('elm_1', { x: 8 }), stroke(1, 2)]);
  expect(on.drafts().map(({ id, x, y }) => [id, x, y])).toEqual([
    ['elm_1', 8, 6],
    ['elm_9', 7, undefined],
  ]);
});

test('what comes to be is no draft, nor what is said of it late', async () => {
  const on = await onBoard();
  on.said([stroke(1, 2), element('elm_1', { x: 5 })]);
  on.receive(elementsChanged([stroke(1, 2, 3, 4)]));
  expect(on.drafts().map(({ id }) => id)).toEqual(['elm_1']);
  on.said([stroke(3, 4)]);
  expect(on.drafts().map(({ id }) => id)).toEqual(['elm_1']);
  await vi.advanceTimersByTimeAsync(1500);
  on.said([element('elm_9', { x: 50 })]);
  expect(on.drafts().map(({ id }) => id)).toEqual(['elm_1', 'elm_9']);
  on.receive(opened([note('elm_1'), stroke(1, 2, 3, 4)]));
  expect(on.drafts()).toEqual([]);
});

test('late is also what is said by someone who has said nothing before', async () => {
  const on = await onBoard();
  on.receive(elementsChanged([stroke(1, 2)]));
  on.said([stroke(1, 2)]);
  expect(on.drafts()).toEqual([]);
});

test('however many somebody says: the last twenty, and of each 2,000 points', async () => {
  const on = await onBoard();
  for (let n = 0; n < 30; n++) on.said([element(`elm_d${n}`, { x: n })]);
  expect(on.drafts().map(({ x }) => x)).toEqual(Array.from({ length: 20 }, (_, n) => n + 10));
  const many = Array.from({ length: 3000 }, (_, n) => n);
  on.said([stroke(...many)]);
  on.said([stroke(...many)]);
  expect(on.drafts().at(-1)?.points?.xy).toHaveLength(4000);
});

test('what one asks for is not said any more', async () => {
  const on = await onBoard();
  on.boards.sign(BOARD, { pointer: { x: 1, y: 1 } });
  on.boards.sign(BOARD, { drafts: [{ id: 'elm_1', x: 9 }] });
  on.boards.edit(BOARD, [{ id: 'elm_1', x: 9 }]);
  await vi.advanceTimersByTimeAsync(100);
  expect(on.sent().flatMap(({ drafts }) => drafts)).toEqual([]);
});
