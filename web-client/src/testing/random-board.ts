// Boards for tests that nobody would draw: every kind, every field, the same for the same seed.

import type { Measure, SceneElement } from '../features/room/board/canvas/scene';
import type { Element } from '../protocol/convene/v1/board_pb';
import { ElementKind } from '../protocol/convene/v1/board_pb';
import { NO_COLOR } from '../session/board-elements';
import { boardElement, elementId } from './board-pieces';

export type Random = () => number;

/** Numbers from 0 to 1 that look random (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const KINDS = [
  ...[ElementKind.NOTE, ElementKind.TEXT, ElementKind.RECTANGLE, ElementKind.ELLIPSE],
  ...[ElementKind.DIAMOND, ElementKind.LINE, ElementKind.STROKE, ElementKind.IMAGE],
  ...[ElementKind.SECTION, ElementKind.COMMENT],
];
const TEXTS = [
  '',
  'What did you notice?',
  '¿Qué observó?\nDos líneas',
  '<b>&"\'</b>',
  '🙂 '.repeat(30),
];

export function randomElement(name: string, random: Random): Element {
  const int = (min: number, max: number) => min + Math.floor(random() * (max - min + 1));
  const kind = KINDS[int(0, KINDS.length - 1)] as ElementKind;
  const isLine = kind === ElementKind.LINE || kind === ElementKind.STROKE;
  const isPaint = kind !== ElementKind.IMAGE && kind !== ElementKind.SECTION;
  const xy = Array.from({ length: 2 * int(2, 12) }, () => int(-40_000, 40_000));
  if (isLine) xy.splice(0, 2, 0, 0);
  const said = isPaint && kind !== ElementKind.STROKE;
  return boardElement(name, {
    kind,
    x: int(-1_000_000, 1_000_000),
    y: int(-1_000_000, 1_000_000),
    width: int(1, 100_000),
    height: int(1, 100_000),
    angle: int(0, 3599),
    rank: `V${int(0, 9999)}`,
    opacity: int(0, 100),
    groupId: random() < 0.2 ? 'group_1' : '',
    locked: random() < 0.1,
    ...(isPaint && {
      strokeColor: int(0, 0xffffff),
      fillColor: random() < 0.5 ? NO_COLOR : int(0, 0xffffff),
      strokeWidth: int(10, 10_000),
      style: {
        ...{ $typeName: 'convene.v1.Style' as const, dash: int(0, 2), fill: int(0, 2) },
        ...{ roughness: int(0, 2), rounded: random() < 0.5, font: int(0, 2) },
        ...{ fontSize: int(400, 40_000), align: int(0, 2) },
        ...(kind === ElementKind.LINE
          ? { start: int(0, 4), end: int(0, 4) }
          : { start: 0, end: 0 }),
      },
    }),
    ...(said && { text: TEXTS[int(0, TEXTS.length - 1)] ?? '' }),
    ...(kind === ElementKind.TEXT && { text: 'By itself' }),
    ...(isLine && { points: { $typeName: 'convene.v1.Points' as const, xy } }),
    ...(kind === ElementKind.IMAGE && { imageId: 'img_1' }),
    ...(kind === ElementKind.SECTION && {
      title: { $typeName: 'convene.v1.Text', en: 'A', es: 'B' },
    }),
    ...(kind === ElementKind.COMMENT && { text: 'So it is', parentId: elementId('e0') }),
  });
}

export function randomElements(count: number, random: Random): Element[] {
  return Array.from({ length: count }, (_, at) => randomElement(`e${at}x`, random));
}

/** Every letter is half as wide as high; nothing is broken into lines. */
export const measureSimply: Measure = (text, { size }) => {
  const lines = text.split('\n');
  const chars = Math.max(...lines.map((line) => line.length));
  return { text, width: (chars * size) / 2, height: lines.length * size * 1.25, lineHeight: 1.25 };
};

/** As a canvas draws it at first. */
export const SHAPE: Omit<SceneElement, 'id' | 'type' | 'version'> = {
  ...{ x: 0, y: 0, width: 50, height: 50, angle: 0, strokeColor: '#000000' },
  ...{ backgroundColor: 'transparent', fillStyle: 'solid', strokeWidth: 2, strokeStyle: 'solid' },
  ...{ roundness: null, roughness: 0, opacity: 100, seed: 1, versionNonce: 1, index: 'a1' },
  ...{ isDeleted: false, groupIds: [], frameId: null, boundElements: [], updated: 1, link: null },
  locked: false,
};
