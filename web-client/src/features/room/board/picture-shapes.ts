// A picture of one element, as a small tree of SVG: no styles, nothing to run, nothing unbounded.
import type { Element, Style } from '../../../protocol/convene/v1/board_pb';
import { Align, Dash, ElementKind, Font, Head } from '../../../protocol/convene/v1/board_pb';
import { NO_COLOR } from '../../../session/board-elements';
import type { Box } from './layout';
import { brokenText } from './picture-lines';

/** A part of a drawing. Texts stand for themselves: whoever writes them down escapes them. */
export interface Part {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly (Part | string)[];
}

export interface Drawing {
  /** The title of a section in the language that one reads. */
  title: string;
  /** Where an image is to be had; absent: it is drawn as an empty frame. */
  image: string | undefined;
}

/** More elements than these make no picture that anybody could read. */
export const DRAWN_MAX = 2000;
const INK = '#1e1e1e';
const NOTE = '#fff3bf';
const FRAME = '#8d8478';
const FAMILIES: Partial<Record<Font, string>> = {
  [Font.CODE]: 'ui-monospace, Consolas, monospace',
  [Font.HAND]: '"Segoe Print", "Bradley Hand", cursive',
};
const FAMILY = 'system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
const LINE_HEIGHT = 1.25;
const PADDING = 6;
const LINES_MAX = 60;
const POINTS_MAX = 400;

type Attributes = Record<string, string | number | undefined>;

export function part(tag: string, attributes: Attributes, ...children: (Part | string)[]): Part {
  const said: Record<string, string> = {};
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) said[name] = typeof value === 'number' ? short(value) : value;
  }
  return { tag, attributes: said, children };
}

/** Two places are more than anyone sees. */
function short(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
}

/** In points. */
interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function drawn(element: Element, box: Box, drawing: Drawing): Part | undefined {
  const area = { x: box.x / 100, y: box.y / 100, width: box.width / 100, height: box.height / 100 };
  const shapes = shapesOf(element, area, drawing);
  if (shapes.length === 0) return;
  const opacity = element.opacity ?? 100;
  const degrees = (element.angle ?? 0) / 10;
  const middle = `${short(area.x + area.width / 2)} ${short(area.y + area.height / 2)}`;
  return part(
    'g',
    {
      opacity: opacity < 100 ? opacity / 100 : undefined,
      transform: degrees === 0 ? undefined : `rotate(${short(degrees)} ${middle})`,
    },
    ...shapes,
  );
}

function shapesOf(element: Element, area: Area, { title, image }: Drawing): Part[] {
  const { x, y, width, height } = area;
  const paint = paintOf(element);
  const radius = element.style?.rounded ? Math.min(32, Math.min(width, height) / 4) : undefined;
  switch (element.kind) {
    case ElementKind.NOTE:
    case ElementKind.RECTANGLE:
      return [part('rect', { ...area, rx: radius, ...paint }), ...wordsIn(element, area, 1)];
    case ElementKind.ELLIPSE: {
      const [rx, ry] = [width / 2, height / 2];
      const oval = part('ellipse', { cx: x + rx, cy: y + ry, rx, ry, ...paint });
      return [oval, ...wordsIn(element, area, Math.SQRT1_2)];
    }
    case ElementKind.DIAMOND: {
      const [cx, cy] = [x + width / 2, y + height / 2];
      const d = `M${[cx, y, x + width, cy, cx, y + height, x, cy].map(short).join(' ')}Z`;
      return [part('path', { d, ...paint }), ...wordsIn(element, area, 0.5)];
    }
    case ElementKind.TEXT:
      return wordsIn(element, area, 1);
    case ElementKind.LINE:
      return [...lineOf(element, area, paint), ...wordsIn(element, spanOf(element, area), 1)];
    case ElementKind.STROKE:
      return lineOf(element, area, { ...paint, 'stroke-linejoin': 'round' });
    case ElementKind.IMAGE:
      return [imageOf(area, image)];
    case ElementKind.SECTION:
      return sectionOf(area, title);
    default:
      return [];
  }
}

function paintOf({ kind, strokeColor, fillColor, strokeWidth, style }: Element): Attributes {
  const isNote = kind === ElementKind.NOTE;
  const width = (strokeWidth || (isNote ? 100 : 200)) / 100;
  const fill = fillColor === undefined ? (isNote ? NOTE : 'none') : colorOf(fillColor);
  return {
    fill,
    stroke: strokeColor === undefined ? INK : colorOf(strokeColor),
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-dasharray': dashOf(style?.dash, width),
  };
}

function dashOf(dash: Dash | undefined, width: number): string | undefined {
  if (dash === Dash.DASHED) return `${short(width * 4)} ${short(width * 3)}`;
  return dash === Dash.DOTTED ? `0.1 ${short(width * 2.5)}` : undefined;
}

function colorOf(color: number): string {
  return color >= NO_COLOR ? 'none' : `#${color.toString(16).padStart(6, '0')}`;
}

/** `room`: how much of its width a shape leaves for words. */
function wordsIn(element: Element, area: Area, room: number): Part[] {
  const { kind, text = '', style, strokeColor } = element;
  if (text === '') return [];
  const size = (style?.fontSize || 2000) / 100;
  const free = kind === ElementKind.TEXT || kind === ElementKind.LINE;
  const width = free ? Number.POSITIVE_INFINITY : area.width * room - 2 * PADDING;
  const lines = brokenText(text, width / size, LINES_MAX);
  const height = size * LINE_HEIGHT;
  const top = free ? area.y : Math.max(area.y, area.y + (area.height - lines.length * height) / 2);
  const { x, anchor } = anchorOf(style, area, free ? 0 : (area.width * (1 - room)) / 2 + PADDING);
  const spans = lines.map((line, at) =>
    part('tspan', { x, y: top + at * height + size * 0.95 }, line),
  );
  const font = { 'font-family': FAMILIES[style?.font ?? Font.UNSPECIFIED] ?? FAMILY };
  const fill = strokeColor === undefined ? INK : colorOf(strokeColor);
  return [part('text', { fill, 'font-size': size, 'text-anchor': anchor, ...font }, ...spans)];
}

function anchorOf(style: Style | undefined, { x, width }: Area, inset: number) {
  switch (style?.align) {
    case Align.CENTER:
      return { x: x + width / 2, anchor: 'middle' };
    case Align.RIGHT:
      return { x: x + width - inset, anchor: 'end' };
    default:
      return { x: x + inset, anchor: undefined };
  }
}

/** As many points as anybody can see in a picture. */
function pointsOf({ points }: Element, { x, y }: Area): [number, number][] {
  const xy = points?.xy ?? [];
  const count = Math.floor(xy.length / 2);
  const step = Math.max(1, Math.ceil(count / POINTS_MAX));
  const all: [number, number][] = [];
  for (let at = 0; at < count; at++) {
    if (at % step !== 0 && at !== count - 1) continue;
    all.push([x + (xy[2 * at] ?? 0) / 100, y + (xy[2 * at + 1] ?? 0) / 100]);
  }
  return all;
}

function lineOf(element: Element, area: Area, paint: Attributes): Part[] {
  const points = pointsOf(element, area);
  const [first, second] = points;
  if (!first) return [];
  const d = `M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}`;
  const line = part('path', { d: points.length === 1 ? `${d}h0.01` : d, ...paint });
  const last = points[points.length - 1] ?? first;
  const before = points[points.length - 2] ?? first;
  const { start = Head.UNSPECIFIED, end = Head.UNSPECIFIED } = element.style ?? {};
  return [
    line,
    ...headOf(start, second ?? first, first, paint),
    ...headOf(end, before, last, paint),
  ];
}

const HEAD_LENGTH = 14;

function headOf(head: Head, from: [number, number], at: [number, number], paint: Attributes) {
  if (head === Head.UNSPECIFIED) return [];
  const turn = Math.atan2(at[1] - from[1], at[0] - from[0]);
  const aside = (angle: number, length: number) =>
    `${short(at[0] - length * Math.cos(turn + angle))} ${short(at[1] - length * Math.sin(turn + angle))}`;
  const stroke = { ...paint, 'stroke-dasharray': undefined };
  const filled = { ...stroke, fill: String(paint.stroke) };
  switch (head) {
    case Head.DOT:
      return [part('circle', { cx: at[0], cy: at[1], r: 5, ...filled })];
    case Head.BAR: {
      const d = `M${aside(Math.PI / 2, 7)}L${aside(-Math.PI / 2, 7)}`;
      return [part('path', { d, ...stroke })];
    }
    default: {
      const tip = `${short(at[0])} ${short(at[1])}`;
      const d = `M${aside(0.4, HEAD_LENGTH)}L${tip}L${aside(-0.4, HEAD_LENGTH)}`;
      if (head === Head.TRIANGLE) return [part('path', { d: `${d}Z`, ...filled })];
      return [part('path', { d, ...stroke, fill: 'none' })];
    }
  }
}

/** What is written on a line stands at its middle. */
function spanOf(element: Element, area: Area): Area {
  const points = pointsOf(element, area);
  const [x = area.x, y = area.y] = points[Math.floor(points.length / 2)] ?? [];
  return { x, y, width: 0, height: 0 };
}

function imageOf(area: Area, image: string | undefined): Part {
  if (image === undefined) return part('rect', { ...area, fill: '#eeeae2', stroke: FRAME });
  return part('image', { ...area, href: image, preserveAspectRatio: 'none' });
}

function sectionOf({ x, y, width, height }: Area, title: string): Part[] {
  const frame = { x, y, width, height, rx: 8, fill: 'none', stroke: FRAME, 'stroke-width': 2 };
  const [line = ''] = brokenText(title, width / 16, 1);
  const name = { x, y: y - 8, fill: FRAME, 'font-size': 16, 'font-family': FAMILY };
  return [part('rect', frame), part('text', name, line)];
}
