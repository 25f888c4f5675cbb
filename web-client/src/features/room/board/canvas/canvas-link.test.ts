// A canvas on the screen and its board: when something is asked for, told, and drawn.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NO_BOARD } from '../../../../session/board-desk';
import type { ElementEdit } from '../../../../session/board-elements';
import type { SignPart } from '../../../../session/board-signs';
import { boardElement, elementId, onBoard } from '../../../../testing/board-pieces';
import { measureSimply, seeded } from '../../../../testing/random-board';
import { CanvasLink } from './canvas-link';
import type { CanvasState } from './in-hand';
import type { Scene, SceneElement } from './scene';
import { sceneIdOf } from './scene-ids';
import { SceneSync } from './scene-sync';

const IDLE: CanvasState = {
  ...{ cursorButton: 'up', selectedElementIds: {}, editingTextElement: null, newElement: null },
  ...{ multiElement: null, resizingElement: null, editingLinearElement: null },
  ...{ isResizing: false, isRotating: false, selectedElementsAreBeingDragged: false },
};

function linked({ readOnly = false } = {}) {
  const words = { language: 'en' as const, untitled: 'Section' };
  const options = { measure: measureSimply, words, random: seeded(1), facilitates: true };
  const edits: ElementEdit[][] = [];
  const signs: SignPart[] = [];
  let scene: Scene = [];
  let state = IDLE;
  let draws = 0;
  const link = new CanvasLink({
    boardId: 'brd_1',
    readOnly,
    sync: new SceneSync(options),
    boards: {
      edit: (_, all) => `${edits.push([...all])}`,
      sign: (_, part) => void signs.push(part),
    },
    surface: {
      scene: () => scene,
      state: () => state,
      draw(next) {
        scene = next;
        draws += 1;
      },
    },
  });
  const tell = (...elements: ReturnType<typeof boardElement>[]) =>
    link.boardChanged({ ...NO_BOARD, state: 'open', elements: onBoard(...elements) });
  return {
    ...{ link, edits, signs, tell },
    get draws() {
      return draws;
    },
    is(more: Partial<CanvasState>) {
      state = { ...IDLE, ...more };
      link.canvasChanged();
    },
    move(name: string, x: number) {
      const one = scene.find(({ id }) => id === sceneIdOf(elementId(name))) as SceneElement;
      Object.assign(one, { x, version: one.version + 1 });
      link.canvasChanged();
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: [
      'setTimeout',
      'clearTimeout',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'performance',
    ],
  });
});
afterEach(() => void vi.useRealTimers());

const frame = () => vi.advanceTimersByTime(20);

test('what the board says is drawn once in a frame, however often it changes', () => {
  const one = linked();
  for (let x = 0; x < 50; x++) one.tell(boardElement('a', { x }));
  expect(one.draws).toBe(0);
  frame();
  expect(one.draws).toBe(1);
  expect(one.edits).toEqual([]);
});

test('a drag is told as signs while it lasts, and asked for once when it ends', () => {
  const one = linked();
  one.tell(boardElement('a'));
  frame();
  one.is({ cursorButton: 'down' });
  for (let x = 1; x <= 30; x++) {
    one.move('a', x);
    vi.advanceTimersByTime(10);
  }
  const drafts = one.signs.flatMap((sign) => sign.drafts ?? []);
  expect(drafts.length).toBeGreaterThan(3);
  expect(drafts.length).toBeLessThan(8);
  expect(drafts[0]).toMatchObject({ id: elementId('a'), x: 100 });
  expect(one.edits).toEqual([]);
  one.is({ cursorButton: 'up' });
  expect(one.edits).toEqual([[{ id: elementId('a'), x: 3000 }]]);
});

test('keys that are held down are asked for once', () => {
  const one = linked();
  one.tell(boardElement('a'));
  frame();
  for (let x = 1; x <= 10; x++) {
    one.move('a', x);
    vi.advanceTimersByTime(30);
  }
  expect(one.edits).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(one.edits).toEqual([[{ id: elementId('a'), x: 1000 }]]);
});

test('others are told in what one writes, until one has written it', () => {
  const one = linked();
  one.tell(boardElement('a'));
  frame();
  const containerId = sceneIdOf(elementId('a'));
  one.is({ editingTextElement: { id: 'text', containerId } });
  one.is({ editingTextElement: { id: 'text', containerId } });
  one.is({});
  expect(one.signs).toEqual([{ writingId: elementId('a') }, { writingId: '' }]);
});

test('whoever only looks asks for nothing', () => {
  const one = linked({ readOnly: true });
  one.tell(boardElement('a'));
  frame();
  one.move('a', 5);
  vi.advanceTimersByTime(1000);
  one.link.stop();
  expect(one.edits).toEqual([]);
});

test('what was done is asked for when the canvas is left, and one points nowhere then', () => {
  const one = linked();
  one.tell(boardElement('a'));
  frame();
  one.link.pointed({ x: 1, y: 2 });
  one.move('a', 5);
  one.link.stop();
  expect(one.edits).toEqual([[{ id: elementId('a'), x: 500 }]]);
  expect(one.signs).toEqual([{ pointer: { x: 100, y: 200 } }, { pointer: null, writingId: '' }]);
});
