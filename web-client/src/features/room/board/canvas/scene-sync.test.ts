// The canvas and the board in step: what one says the other shows, and nothing more is asked for.
import { describe, expect, test } from 'vitest';
import type { Element } from '../../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import type { ElementEdit } from '../../../../session/board-elements';
import { elementOf, merged } from '../../../../session/board-elements';
import { boardElement, elementId, onBoard } from '../../../../testing/board-pieces';
import { measureSimply, randomElements, SHAPE, seeded } from '../../../../testing/random-board';
import type { Scene, SceneElement } from './scene';
import { sceneIdOf } from './scene-ids';
import { SceneSync } from './scene-sync';

const NOBODY: ReadonlySet<string> = new Set();

/** A canvas with a board behind it, as far as both go without a screen. */
function canvas(elements: Element[], { facilitates = true, random = seeded(1) } = {}) {
  const words = { language: 'en' as const, untitled: 'Section' };
  const sync = new SceneSync({ measure: measureSimply, words, random, facilitates });
  let board = onBoard(...elements);
  let scene: Scene = sync.project(board, [], NOBODY) ?? [];
  return {
    sync,
    get scene() {
      return scene;
    },
    get board() {
      return board;
    },
    of: (name: string) => scene.find(({ id }) => id === sceneIdOf(elementId(name))) as SceneElement,
    edits: (held = NOBODY) => sync.edits(board, scene, held),
    /** As the library does it: the object stays, the version rises. */
    draw(id: string, change: Partial<SceneElement>) {
      const one = scene.find((other) => other.id === id);
      if (one) Object.assign(one, { version: one.version + 1 }, change);
    },
    add(one: Partial<SceneElement> & { id: string; type: string }) {
      const last = scene[scene.length - 1];
      const blank = { ...(last ?? ({} as SceneElement)), boundElements: [], customData: undefined };
      scene = [
        ...scene,
        { ...blank, version: 1, index: `${last?.index}Z`, ...one } as SceneElement,
      ];
    },
    tell(next: Map<string, Element>, held = NOBODY) {
      board = next;
      scene = sync.project(board, scene, held) ?? scene;
    },
    /** The board takes them as the server would. */
    take(edits: readonly ElementEdit[]) {
      const next = new Map(board);
      for (const edit of edits) {
        const old = next.get(edit.id);
        if (edit.gone) next.delete(edit.id);
        else next.set(edit.id, old ? merged(old, elementOf(edit)) : elementOf(edit));
      }
      this.tell(next);
    },
  };
}

describe('what the board says', () => {
  test('is drawn without anything being asked for, whatever it is', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { edits, board } = canvas(randomElements(30, seeded(seed)));
      expect(board.size).toBe(30);
      expect(edits()).toEqual([]);
    }
  });

  test('is drawn once: the same again changes nothing', () => {
    const one = canvas(randomElements(30, seeded(7)));
    expect(one.sync.project(one.board, one.scene, NOBODY)).toBeUndefined();
  });

  test('comes to the same elements again, up to rounding', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const from = canvas(randomElements(20, seeded(seed)).filter(({ locked }) => !locked));
      // All of it drawn on an empty canvas by somebody else.
      const to = canvas([]);
      for (const one of from.scene) to.add({ ...one, version: 3 });
      to.take(to.edits());
      const drawn = [...from.board.values()].filter(({ kind }) => kind !== ElementKind.COMMENT);
      expect(new Set(to.board.keys())).toEqual(new Set(drawn.map(({ id }) => id)));
      for (const { id } of drawn) {
        const looks = ({ scene }: typeof from) =>
          scene
            .filter((one) => one.id.startsWith(sceneIdOf(id)))
            .map(({ version, versionNonce, index, boundElements, ...rest }) => rest);
        const [a, b] = [looks(from), looks(to)];
        expect(b.length).toBe(a.length);
        a.forEach((one, at) => {
          for (const [field, value] of Object.entries(one)) {
            const other = b[at]?.[field as keyof (typeof b)[number]];
            if (typeof value === 'number') expect(Number(other)).toBeCloseTo(value, 1);
            else expect(other).toEqual(value);
          }
        });
      }
    }
  });

  test('lies in the order of its ranks, frames over all', () => {
    const { scene } = canvas([
      boardElement('a', { rank: 'V2' }),
      boardElement('s', { kind: ElementKind.SECTION, rank: '1' }),
      boardElement('b', { rank: 'V' }),
      boardElement('c', { rank: 'V10' }),
    ]);
    const ids = ['b', 'c', 'a', 's'].map((name) => sceneIdOf(elementId(name)));
    expect(scene.map(({ id }) => id)).toEqual(ids);
    const indices = scene.map(({ index }) => index ?? '');
    expect([...indices].sort()).toEqual(indices);
  });

  test('comes as a later version than any that the canvas has', () => {
    const one = canvas([boardElement('a')]);
    one.draw(one.of('a').id, { x: 7, version: 40 });
    expect(one.edits()).toEqual([{ id: elementId('a'), x: 700 }]);
    // Refused: the board is as it was.
    one.tell(onBoard(boardElement('a')));
    expect(one.of('a')).toMatchObject({ x: 0, isDeleted: false });
    expect(one.of('a').version).toBeGreaterThan(40);
  });

  test('brings back what was taken out, if that was refused', () => {
    const one = canvas([boardElement('a', { text: 'Stays' })]);
    for (const { id } of one.scene) one.draw(id, { isDeleted: true });
    expect(one.edits()).toEqual([{ id: elementId('a'), gone: true }]);
    one.tell(new Map());
    expect(one.scene).toEqual([]);
    one.tell(onBoard(boardElement('a', { text: 'Stays' })));
    expect(one.scene.map(({ type, isDeleted }) => [type, isDeleted])).toEqual([
      ['rectangle', false],
      ['text', false],
    ]);
  });

  test('leaves alone what is in hand here', () => {
    const one = canvas([boardElement('a'), boardElement('b')]);
    one.draw(one.of('a').id, { x: 50 });
    one.tell(onBoard(boardElement('a', { x: 900 }), boardElement('b', { x: 900 })));
    expect([one.of('a').x, one.of('b').x]).toEqual([50, 9]);
    expect(one.edits()).toEqual([{ id: elementId('a'), x: 5000 }]);
  });

  test('is nothing new for whoever takes over a canvas that is drawn already', () => {
    const one = canvas(randomElements(20, seeded(4)));
    const words = { language: 'es' as const, untitled: 'Sección' };
    const options = { measure: measureSimply, words, random: seeded(2), facilitates: true };
    const next = new SceneSync(options);
    expect(next.edits(one.board, one.scene, NOBODY)).toEqual([]);
    const scene = next.project(one.board, one.scene, NOBODY) ?? one.scene;
    expect(next.edits(one.board, scene, NOBODY)).toEqual([]);
    expect(scene).toHaveLength(one.scene.length);
  });

  test('is locked while somebody else has it in hand, and nothing is asked for', () => {
    const one = canvas([boardElement('a')]);
    one.tell(one.board, new Set([elementId('a')]));
    expect(one.of('a').locked).toBe(true);
    expect(one.edits()).toEqual([]);
  });
});

describe('what is drawn', () => {
  const drawn = 'abcdefghijklmnopqrstu';

  test('is made with everything that it needs, above what was there', () => {
    const one = canvas([boardElement('a')]);
    one.add({ id: drawn, type: 'ellipse', x: 1.234, y: -5, text: undefined });
    const [edit] = one.edits();
    expect(edit).toMatchObject({
      ...{ id: `elm_${drawn}A`, kind: ElementKind.ELLIPSE, x: 123, y: -500 },
    });
    expect((edit?.rank ?? '') > 'Va').toBe(true);
    one.take(one.edits());
    expect(one.edits()).toEqual([]);
  });

  test('disappears when it was refused', () => {
    const one = canvas([]);
    one.add({ id: drawn, type: 'ellipse', ...SHAPE });
    expect(one.edits()).toHaveLength(1);
    one.tell(new Map());
    expect(one.scene).toEqual([]);
  });

  test('is not asked for before it is finished', () => {
    const one = canvas([]);
    one.add({ id: drawn, type: 'freedraw', ...SHAPE, points: [[0, 0]] });
    expect(one.edits(new Set([drawn]))).toEqual([]);
    one.tell(onBoard(boardElement('b')));
    expect(one.scene.map(({ id }) => id)).toContain(drawn);
    expect(one.edits()).toHaveLength(1);
  });

  test.each(['embeddable', 'iframe', 'magicframe', 'image'])('%s has no place here', (type) => {
    const one = canvas([]);
    one.add({ id: drawn, type, ...SHAPE });
    expect(one.edits()).toEqual([]);
    one.tell(new Map([...one.board]));
    expect(one.scene).toEqual([]);
  });

  test('what others link to is not kept', () => {
    const one = canvas([boardElement('a')]);
    one.draw(one.of('a').id, { link: 'https://example.org' });
    expect(one.edits()).toEqual([]);
  });

  test('is moved up by one rank alone', () => {
    const one = canvas(['a', 'b', 'c'].map((name) => boardElement(name)));
    const a = one.of('a');
    const rest = one.scene.filter((other) => other !== a);
    one.draw(a.id, { index: 'a1' });
    const edits = one.sync.edits(one.board, [...rest, a], NOBODY);
    expect(edits.map(({ id }) => id)).toEqual([elementId('a')]);
    expect((edits[0]?.rank ?? '') > 'Vc').toBe(true);
  });

  test('a text that is emptied is a change of what it stands in', () => {
    const one = canvas([boardElement('a', { text: 'Words' })]);
    one.draw(`${one.of('a').id}-text`, { isDeleted: true });
    expect(one.edits()).toEqual([{ id: elementId('a'), text: '' }]);
  });

  test('sections and locks are left to facilitators', () => {
    const section = boardElement('s', { kind: ElementKind.SECTION });
    const one = canvas([section, boardElement('a')], { facilitates: false });
    one.draw(one.of('a').id, { locked: true });
    one.draw(one.of('s').id, { x: 4 });
    one.add({ id: drawn, ...SHAPE, type: 'frame', name: 'Mine' });
    expect(one.edits()).toEqual([]);
  });

  test('a section is named in the language that one reads', () => {
    const title = { $typeName: 'convene.v1.Text' as const, en: 'Notice', es: 'Observo' };
    const one = canvas([boardElement('s', { kind: ElementKind.SECTION, title })]);
    one.draw(one.of('s').id, { name: 'I notice' });
    expect(one.edits()).toEqual([{ id: elementId('s'), title: { ...title, en: 'I notice' } }]);
  });

  test('notes that lie in columns are put somewhere as a whole', () => {
    const nowhere = { x: undefined, y: undefined, width: undefined, height: undefined };
    const one = canvas([boardElement('a', nowhere)]);
    one.draw(one.of('a').id, { x: 300 });
    expect(Object.keys(one.edits()[0] ?? {}).sort()).toEqual(['height', 'id', 'width', 'x', 'y']);
  });
});
