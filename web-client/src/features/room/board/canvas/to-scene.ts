// Our elements as the canvas library draws them.
import type { Element } from '../../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import { NO_COLOR } from '../../../../session/board-elements';
import type { Box } from '../layout';
import type { Binding, Bound, Measure, Point, SceneElement } from './scene';
import { indexOf, sceneIdOf, seedOf, textIdOf, textIndexOf } from './scene-ids';
import { fontOf, headsOf, lookOf, NO_STYLE } from './scene-style';
import { atMost, toHex, toPoints, toRadians } from './units';

export interface SceneContext {
  box: Box;
  measure: Measure;
  /** Lines that stick to it. */
  lines: readonly string[];
  /** Nobody may take hold of it now. */
  held: boolean;
  /** The title of a section in the language that one reads. */
  title: string;
  /** The text in it, if it was written on this canvas. */
  textId?: string | undefined;
}

const INK = 0x1e1e1e;
const NOTE_COLOR = 0xfff3bf;
const TEXT_PADDING = 5;
/** A text is wider with one font than with another; only one that is much too wide is broken. */
const TOO_WIDE = 1.15;
/** Nobody reads a column of single letters. */
const LETTERS_MIN = 3;

const TYPES: Partial<Record<ElementKind, string>> = {
  [ElementKind.NOTE]: 'rectangle',
  [ElementKind.TEXT]: 'text',
  [ElementKind.RECTANGLE]: 'rectangle',
  [ElementKind.ELLIPSE]: 'ellipse',
  [ElementKind.DIAMOND]: 'diamond',
  [ElementKind.LINE]: 'line',
  [ElementKind.STROKE]: 'freedraw',
  [ElementKind.IMAGE]: 'image',
  [ElementKind.SECTION]: 'frame',
};

/** One element, and its text if it stands in it. Comments and what we do not know are not drawn. */
export function toScene(element: Element, context: SceneContext): SceneElement[] {
  const type = typeOf(element);
  if (type === undefined) return [];
  const shape = shapeOf(element, type, context);
  const text = element.text ?? '';
  if (type === 'text') return [lettersIn(shape, element, context)];
  if (text === '' || !holdsText(type)) return [shape];
  const label = labelIn(shape, element, context);
  const boundElements: Bound[] = [{ id: label.id, type: 'text' }, ...(shape.boundElements ?? [])];
  return [{ ...shape, boundElements }, label];
}

/** Only an arrow can stick to something, or hold a text. */
function typeOf({ kind, style, fromId, toId, text }: Element): string | undefined {
  const type = TYPES[kind];
  if (type !== 'line') return type;
  const { startArrowhead, endArrowhead } = headsOf(style ?? NO_STYLE);
  return startArrowhead || endArrowhead || fromId || toId || text ? 'arrow' : 'line';
}

function holdsText(type: string): boolean {
  return ['rectangle', 'ellipse', 'diamond', 'arrow'].includes(type);
}

function shapeOf(element: Element, type: string, context: SceneContext): SceneElement {
  const { kind, style = NO_STYLE, groupId, sectionId, locked = false } = element;
  const { box, lines, held } = context;
  const isNote = kind === ElementKind.NOTE;
  return {
    id: sceneIdOf(element.id),
    type,
    x: toPoints(box.x),
    y: toPoints(box.y),
    width: toPoints(box.width),
    height: toPoints(box.height),
    angle: toRadians(element.angle ?? 0),
    strokeColor: toHex(element.strokeColor ?? INK),
    backgroundColor: toHex(element.fillColor ?? (isNote ? NOTE_COLOR : NO_COLOR)),
    strokeWidth: toPoints(element.strokeWidth || (isNote ? 100 : 200)),
    ...lookOf(kind, style),
    opacity: element.opacity ?? 100,
    seed: seedOf(element.id),
    version: 1,
    versionNonce: 1,
    updated: 1,
    index: indexOf(element, kind === ElementKind.SECTION),
    isDeleted: false,
    groupIds: groupId ? [groupId] : [],
    frameId: sectionId ? sceneIdOf(sectionId) : null,
    boundElements: lines.map((id) => ({ id: sceneIdOf(id), type: 'arrow' })),
    link: null,
    locked: locked || held,
    ...(isNote && { customData: { kind: 'note' } }),
    ...ownOf(element, type, context),
  };
}

function ownOf(element: Element, type: string, { title }: SceneContext): Partial<SceneElement> {
  switch (type) {
    case 'line':
    case 'arrow': {
      const points = pointsOf(element);
      const ends = { startBinding: boundTo(element.fromId), endBinding: boundTo(element.toId) };
      const heads = headsOf(element.style ?? NO_STYLE);
      const arrow = type === 'arrow' ? { elbowed: false } : {};
      return { points, lastCommittedPoint: null, ...ends, ...heads, ...extent(points), ...arrow };
    }
    case 'freedraw': {
      const points = pointsOf(element);
      const pressures: number[] = [];
      const more = { pressures, simulatePressure: true, lastCommittedPoint: null };
      return { points, ...more, ...extent(points) };
    }
    case 'image':
      return { fileId: element.imageId ?? null, status: 'saved', scale: [1, 1], crop: null };
    case 'frame':
      return { name: title };
    default:
      return {};
  }
}

export function pointsOf({ points }: Pick<Element, 'points'>): Point[] {
  const xy = points?.xy ?? [];
  const all: Point[] = [];
  for (let at = 0; at + 1 < xy.length; at += 2) {
    all.push([toPoints(xy[at] ?? 0), toPoints(xy[at + 1] ?? 0)]);
  }
  // The library cannot draw a line of one point, or of none.
  while (all.length < 2) all.push(all[0] ?? [0, 0]);
  return all;
}

function extent(points: readonly Point[]) {
  let [left, top, right, bottom] = [0, 0, 0, 0];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { width: right - left, height: bottom - top };
}

function boundTo(id: string | undefined): Binding | null {
  return id ? { elementId: sceneIdOf(id), focus: 0, gap: TEXT_PADDING } : null;
}

function lettersIn(shape: SceneElement, element: Element, { measure }: SceneContext): SceneElement {
  const { family, size, align } = fontOf(element.style ?? NO_STYLE);
  const originalText = element.text ?? '';
  const font = { family, size };
  const free = measure(originalText, font, {});
  const narrow = shape.width < size * LETTERS_MIN;
  const tooWide = !narrow && free.width > shape.width * TOO_WIDE;
  const measured = tooWide ? measure(originalText, font, { width: shape.width }) : free;
  return {
    ...shape,
    ...textPart(originalText, font, align, measured),
    width: tooWide ? shape.width : measured.width,
    height: measured.height,
    verticalAlign: 'top',
    containerId: null,
    autoResize: !tooWide,
  };
}

function labelIn(shape: SceneElement, element: Element, context: SceneContext): SceneElement {
  const { family, size, align } = fontOf(element.style ?? NO_STYLE);
  const originalText = atMost(element.text ?? '', 2000);
  const { type, width, height } = shape;
  const measured = context.measure(originalText, { family, size }, { type, width, height });
  const { customData: _, boundElements: __, ...rest } = shape;
  return {
    ...{ ...rest, ...textPart(originalText, { family, size }, align, measured) },
    ...placeIn(shape, measured, align),
    id: context.textId ?? textIdOf(shape.id),
    type: 'text',
    seed: shape.seed,
    index: textIndexOf(shape.index ?? ''),
    angle: type === 'arrow' ? 0 : shape.angle,
    backgroundColor: 'transparent',
    fillStyle: 'solid',
    strokeStyle: 'solid',
    strokeWidth: 1,
    roughness: 0,
    roundness: null,
    boundElements: [],
    width: measured.width,
    height: measured.height,
    verticalAlign: 'middle',
    containerId: shape.id,
    autoResize: true,
  };
}

function textPart(
  originalText: string,
  { family, size }: { family: number; size: number },
  textAlign: string,
  { text, lineHeight }: { text: string; lineHeight: number },
): Partial<SceneElement> {
  return { originalText, text, fontFamily: family, fontSize: size, textAlign, lineHeight };
}

/** Where the text begins in its shape: in the middle of its height, and at a side or in between. */
function placeIn(shape: SceneElement, text: { width: number; height: number }, align: string) {
  const middle = shape.type === 'arrow' ? middleOf(shape) : undefined;
  if (middle) return { x: middle[0] - text.width / 2, y: middle[1] - text.height / 2 };
  const y = shape.y + (shape.height - text.height) / 2;
  const room = { rectangle: 1, ellipse: Math.SQRT1_2, diamond: 0.5 }[shape.type] ?? 1;
  const inset = (shape.width * (1 - room)) / 2 + TEXT_PADDING;
  if (align === 'left') return { x: shape.x + inset, y };
  if (align === 'right') return { x: shape.x + shape.width - inset - text.width, y };
  return { x: shape.x + (shape.width - text.width) / 2, y };
}

function middleOf({ x, y, points = [] }: SceneElement): Point {
  const half = (points.length - 1) / 2;
  const before = points[Math.floor(half)] ?? [0, 0];
  const after = points[Math.ceil(half)] ?? before;
  return [x + (before[0] + after[0]) / 2, y + (before[1] + after[1]) / 2];
}
