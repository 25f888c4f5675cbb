// A picture of a whole board as a small tree of SVG: the same board gives the same picture.
import type { Language } from '../../../i18n/language';
import { byRank } from '../../../lib/rank';
import type { Board, Element } from '../../../protocol/convene/v1/board_pb';
import { ElementKind, Face } from '../../../protocol/convene/v1/board_pb';
import { titleIn } from './canvas/scene-parts';
import type { Box } from './layout';
import { placesOf } from './layout';
import { columnsOf } from './picture-columns';
import type { Drawing, Part } from './picture-shapes';
import { DRAWN_MAX, drawn, part } from './picture-shapes';

export interface PictureOptions {
  language: Language;
  /** For what a column without a title is called. */
  untitled: string;
  /** Where an image is to be had; absent: it is drawn as an empty frame. */
  image?: (imageId: string) => string | undefined;
  /** So many elements are drawn, those on top. */
  max?: number;
}

export interface Picture {
  /** In points, with a margin. */
  box: { x: number; y: number; width: number; height: number };
  parts: readonly Part[];
  /** How many are drawn. */
  count: number;
}

const MARGIN = 24;
const BLANK = { x: 0, y: 0, width: 480, height: 270 };

/** Comments, and what is taken from sight, are not in it. */
export function pictureOf(
  board: Pick<Board, 'face'> | undefined,
  elements: Iterable<Element>,
  options: PictureOptions,
): Picture {
  const seen = [...elements].filter(
    ({ kind, hidden, gone }) => kind !== ElementKind.COMMENT && !hidden && !gone,
  );
  const notes = board?.face === Face.NOTES;
  return notes ? columnsOf(seen.sort(byRank), options) : planeOf(seen, options);
}

function planeOf(elements: Element[], options: PictureOptions): Picture {
  const places = placesOf(elements);
  const sections = elements.filter(({ kind }) => kind === ElementKind.SECTION).sort(byRank);
  const others = elements.filter(({ kind }) => kind !== ElementKind.SECTION).sort(byRank);
  const max = options.max ?? DRAWN_MAX;
  const parts: Part[] = [];
  const around = new Around();
  // What lies on top is what one would see.
  for (const element of [...others.slice(-max), ...sections.slice(0, max)]) {
    const box = places.get(element.id);
    const image = element.imageId ? options.image?.(element.imageId) : undefined;
    const title = titleIn(element, options.language) || options.untitled;
    const one = box && drawnOnce(element, box, { title, image });
    if (!one || !box) continue;
    parts.push(one);
    around.add(extentOf(element, box));
  }
  return { box: around.box, parts, count: parts.length };
}

interface Kept extends Drawing {
  box: Box;
  part: Part | undefined;
}

const kept = new WeakMap<Element, Kept>();

/** Of a board that changes, nearly everything stays as it is. */
function drawnOnce(element: Element, box: Box, { title, image }: Drawing): Part | undefined {
  const before = kept.get(element);
  const same = before?.title === title && before.image === image && isSame(before.box, box);
  if (before && same) return before.part;
  const made = drawn(element, box, { title, image });
  kept.set(element, { box, title, image, part: made });
  return made;
}

function isSame(one: Box, { x, y, width, height }: Box): boolean {
  return one.x === x && one.y === y && one.width === width && one.height === height;
}

/** A line goes where its points go, which may be anywhere. */
function extentOf({ points, kind }: Element, box: Box): Box {
  const title = kind === ElementKind.SECTION ? 2400 : 0;
  if (!points) return { ...box, y: box.y - title, height: box.height + title };
  let [left, top, right, bottom] = [0, 0, 0, 0];
  for (let at = 0; at + 1 < points.xy.length; at += 2) {
    const [x = 0, y = 0] = [points.xy[at], points.xy[at + 1]];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { x: box.x + left, y: box.y + top, width: right - left, height: bottom - top };
}

class Around {
  #left = Number.POSITIVE_INFINITY;
  #top = Number.POSITIVE_INFINITY;
  #right = Number.NEGATIVE_INFINITY;
  #bottom = Number.NEGATIVE_INFINITY;

  add({ x, y, width, height }: Box): void {
    this.#left = Math.min(this.#left, x);
    this.#top = Math.min(this.#top, y);
    this.#right = Math.max(this.#right, x + width);
    this.#bottom = Math.max(this.#bottom, y + height);
  }

  get box() {
    if (this.#left > this.#right) return BLANK;
    return {
      x: this.#left / 100 - MARGIN,
      y: this.#top / 100 - MARGIN,
      width: (this.#right - this.#left) / 100 + 2 * MARGIN,
      height: (this.#bottom - this.#top) / 100 + 2 * MARGIN,
    };
  }
}

/** The whole drawing. `background`: absent, one sees what lies behind it. */
export function svgOf({ box, parts }: Picture, background?: string): Part {
  const { x, y, width, height } = box;
  const viewBox = [x, y, width, height].map((value) => Math.round(value)).join(' ');
  const sheet = background ? [part('rect', { ...box, fill: background })] : [];
  const svg = part('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox }, ...sheet, ...parts);
  return svg;
}

/** As a text, for a file. */
export function written({ tag, attributes, children }: Part): string {
  const said = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const inside = children.map((child) =>
    typeof child === 'string' ? escaped(child) : written(child),
  );
  return `<${tag}${said.join('')}>${inside.join('')}</${tag}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
};

/** Letters that XML does not know make a file that nothing opens. */
function escaped(text: string): string {
  return Array.from(
    text,
    (letter) => ESCAPES[letter] ?? (isKnown(letter) ? letter : '\ufffd'),
  ).join('');
}

function isKnown(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
