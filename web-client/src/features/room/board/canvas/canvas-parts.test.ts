// The smaller parts of a canvas: names, places in the order, signs, lines with fewer points.
import { describe, expect, test, vi } from 'vitest';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import { newElementId } from '../../../../session/board-elements';
import type { Signs } from '../../../../session/board-signs';
import { boardElement, elementId, onBoard } from '../../../../testing/board-pieces';
import { Drafts } from './drafts';
import { fewerPoints } from './fewer-points';
import { isGesture, unfinished } from './in-hand';
import { takePastes } from './paste';
import type { SceneElement } from './scene';
import { idOf, indexOf, sceneIdOf } from './scene-ids';
import { newRanks } from './scene-ranks';
import { toColor, toHex, toHundredths, toTenths } from './units';
import { withSigns } from './with-signs';

describe('names', () => {
  test('of ours and of the canvas follow from each other', () => {
    for (let at = 0; at < 200; at++) {
      const id = newElementId();
      expect(idOf(sceneIdOf(id))).toBe(id);
    }
    const drawn = 'V1StGXR8_Z5jdHi6B-myT';
    expect(sceneIdOf(idOf(drawn) ?? '')).toBe(drawn);
    expect(idOf('abc')).toBeUndefined();
    expect(idOf(`${drawn}-text`)).toBeUndefined();
  });

  test('places in the order stay in order, also when one begins like another', () => {
    const ranks = ['1', '10', '11', '1z', '2', 'Z', 'Zz', 'a', 'z'];
    const indices = ranks.map((rank) => indexOf({ id: elementId('a'), rank }, false));
    expect([...indices].sort()).toEqual(indices);
    for (const index of indices) expect(index).toMatch(/^a0[0-9A-Za-z]*[1-9A-Za-z]$/);
  });
});

test('only what was moved gets another rank, between its neighbours', () => {
  const one = (id: string, rank: string | undefined, moved = false) => ({ id, rank, moved });
  const ranks = newRanks([
    one('a', 'B'),
    one('new', undefined),
    one('b', 'D'),
    one('c', 'A', true),
  ]);
  expect([...ranks.keys()]).toEqual(['new', 'c']);
  expect((ranks.get('new') ?? '') > 'B' && (ranks.get('new') ?? '') < 'D').toBe(true);
  expect((ranks.get('c') ?? '') > 'D').toBe(true);
});

test('a line with fewer points keeps its ends and its corners', () => {
  const straight = Array.from({ length: 500 }, (_, at) => [at * 100, 0]).flat();
  const bent = [...straight, 50_000, 9_000];
  const fewer = fewerPoints(bent, 10);
  expect(fewer.length / 2).toBeLessThanOrEqual(10);
  expect(fewer.slice(0, 2)).toEqual([0, 0]);
  expect(fewer.slice(-2)).toEqual([50_000, 9_000]);
  expect(fewer).toContain(49_900);
  const wild = Array.from({ length: 9000 }, (_, at) => Math.sin(at * at) * 1e6);
  expect(fewerPoints(wild, 2000).length / 2).toBeLessThanOrEqual(2000);
});

test('numbers that are none, and colours that are none, come to something', () => {
  expect(toHundredths(Number.NaN)).toBe(0);
  expect(Object.is(toHundredths(-0.001), 0)).toBe(true);
  expect(toHundredths(1e9)).toBe(10_000_000);
  expect(toTenths(-Math.PI / 2)).toBe(2700);
  expect(toTenths(2 * Math.PI)).toBe(0);
  expect(toColor('#abc', 0)).toBe(0xaabbcc);
  expect(toColor('transparent', 0x1000000)).toBe(0x1000000);
  expect(toColor('red; x', 7)).toBe(7);
  expect(toHex(0x1000000)).toBe('transparent');
});

describe('signs', () => {
  const stroke = { id: 'abcdefghijklmnopqrstu', type: 'freedraw', version: 1, opacity: 100 };
  const shape = (points: [number, number][]) =>
    ({
      ...{ ...stroke, x: 1, y: 2, width: 1, height: 1, angle: 0, points, groupIds: [] },
      ...{ strokeColor: '#000000', backgroundColor: 'transparent', roundness: null },
      ...{ strokeWidth: 2, strokeStyle: 'solid', fillStyle: 'solid', roughness: 0 },
    }) as unknown as SceneElement;

  test('of a stroke tell each point once', () => {
    const drafts = new Drafts();
    const told = (points: [number, number][]) =>
      drafts
        .of(new Map(), [shape(points)], () => true)
        .map(({ kind, points: said }) => [...[kind, said?.xy]]);
    const first: [number, number][] = [[0, 0]];
    expect(told(first)).toEqual([[ElementKind.STROKE, [0, 0]]]);
    // What else it is, each time: the sign before may be lost.
    expect(told([...first, [1, 1], [2, 3]])).toEqual([[ElementKind.STROKE, [100, 100, 200, 300]]]);
    expect(told([...first, [1, 1], [2, 3]])).toEqual([]);
  });

  test('of others lie over the board, and hold what they have in hand', () => {
    const draft = boardElement('a', { x: 500 });
    const sign = { personId: 'per_ana', drafts: [draft], writingId: elementId('b') };
    const signs = new Map([['per_ana', sign]]) as unknown as Signs;
    const board = onBoard(boardElement('a'), boardElement('b'));
    const { elements, held } = withSigns(board, signs);
    expect(elements.get(elementId('a'))?.x).toBe(500);
    expect(board.get(elementId('a'))?.x).toBe(0);
    expect([...held].sort()).toEqual([elementId('a'), elementId('b')]);
  });
});

test('what is being written, with what it stands in, is not finished', () => {
  const idle = {
    ...{ cursorButton: 'up' as const, selectedElementIds: {}, editingTextElement: null },
    ...{ newElement: null, multiElement: null, resizingElement: null, isResizing: false },
    ...{ editingLinearElement: null, isRotating: false, selectedElementsAreBeingDragged: false },
  };
  expect(isGesture(idle)).toBe(false);
  expect(isGesture({ ...idle, cursorButton: 'down' })).toBe(true);
  const writing = { ...idle, editingTextElement: { id: 't', containerId: 'c' } };
  expect([...unfinished(writing)]).toEqual(['t', 'c']);
});

test('images that are pasted go another way, and words of a page come as words', () => {
  const frame = document.createElement('div');
  document.body.append(frame);
  const [onImage, onText, below] = [vi.fn(), vi.fn(), vi.fn()];
  const stop = takePastes(frame, { onImage, onText });
  frame.addEventListener('paste', below);
  frame.dispatchEvent(new Event('pointerenter'));
  const paste = (html: string, files: unknown[] = []) => {
    const getData = (kind: string) => (kind === 'text/html' ? html : 'Words');
    const event = new Event('paste', { bubbles: true, cancelable: true });
    frame.dispatchEvent(Object.assign(event, { clipboardData: { files, getData } }));
  };
  paste('<img src="https://example.org/a.png">');
  paste('', ['a file']);
  expect([onText.mock.calls, onImage.mock.calls]).toEqual([[['Words']], [['a file']]]);
  expect(below).not.toHaveBeenCalled();
  paste('<b>Words</b>');
  expect(below).toHaveBeenCalledTimes(1);
  stop();
});
