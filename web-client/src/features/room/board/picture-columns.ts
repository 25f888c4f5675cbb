// A picture of a board of notes: columns with cards, as on the board itself.
import type { Element } from '../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../protocol/convene/v1/board_pb';
import { titleIn } from './canvas/scene-parts';
import { brokenText } from './picture-lines';
import type { Part } from './picture-shapes';
import { DRAWN_MAX, part } from './picture-shapes';
import type { Picture, PictureOptions } from './picture-tree';

const WIDTH = 240;
const GAP = 16;
const PADDING = 10;
const SIZE = 15;
const LINE = 20;
const TITLE_HEIGHT = 36;
const CARD_LINES_MAX = 12;
const FAMILY = 'system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';

/** `elements`: in the order of their ranks. */
export function columnsOf(elements: readonly Element[], options: PictureOptions): Picture {
  const { language, untitled, max = DRAWN_MAX } = options;
  const sections = elements.filter(({ kind }) => kind === ElementKind.SECTION);
  const known = new Set(sections.map(({ id }) => id));
  const cards = new Map<string, Element[]>();
  let count = sections.length;
  for (const element of elements) {
    const hasWords = element.text || element.kind === ElementKind.IMAGE;
    if (element.kind === ElementKind.SECTION || !hasWords || count >= max) continue;
    const column = known.has(element.sectionId ?? '') ? (element.sectionId ?? '') : '';
    const there = cards.get(column);
    if (there) there.push(element);
    else cards.set(column, [element]);
    count += 1;
  }
  const columns = sections.map((section) => {
    const title = titleIn(section, language) || untitled;
    return { title, cards: cards.get(section.id) ?? [] };
  });
  const loose = cards.get('');
  if (loose) columns.push({ title: '', cards: loose });
  const parts: Part[] = [];
  let height = TITLE_HEIGHT;
  columns.forEach(({ title, cards: all }, at) => {
    const x = GAP + at * (WIDTH + GAP);
    const column = columnOf(x, title, all, options);
    parts.push(column.part);
    height = Math.max(height, column.height);
  });
  const width = GAP + Math.max(1, columns.length) * (WIDTH + GAP);
  return { box: { x: 0, y: 0, width, height: height + 2 * GAP }, parts, count };
}

function columnOf(x: number, title: string, cards: readonly Element[], options: PictureOptions) {
  const drawn: Part[] = [];
  let y = GAP + (title === '' ? 0 : TITLE_HEIGHT);
  for (const element of cards) {
    const card = cardOf(element, x, y, options);
    drawn.push(card.part);
    y += card.height + GAP / 2;
  }
  const [line = ''] = brokenText(title, WIDTH / 17, 1);
  const head = { x, y: GAP + 20, 'font-size': 17, 'font-weight': 'bold', 'font-family': FAMILY };
  const rule = { x, y: GAP + 28, width: WIDTH, height: 2, fill: '#8d8478' };
  const name = title === '' ? [] : [part('text', { ...head, fill: '#27231e' }, line)];
  const under = title === '' ? [] : [part('rect', rule)];
  return { part: part('g', {}, ...name, ...under, ...drawn), height: y };
}

function cardOf(element: Element, x: number, y: number, options: PictureOptions) {
  const { text = '', votes = 0, fillColor, imageId } = element;
  const lines = text === '' ? [] : brokenText(text, (WIDTH - 2 * PADDING) / SIZE, CARD_LINES_MAX);
  const image = imageId ? options.image?.(imageId) : undefined;
  const picture = imageId ? 120 : 0;
  const counted = votes > 0 ? LINE : 0;
  const height = 2 * PADDING + lines.length * LINE + picture + counted;
  const color = fillColor === undefined || fillColor > 0xffffff ? 0xfff3bf : fillColor;
  const fill = `#${color.toString(16).padStart(6, '0')}`;
  const sheet = { x, y, width: WIDTH, height, rx: 8, fill, stroke: '#d9d2c5' };
  const spans = lines.map((line, at) =>
    part('tspan', { x: x + PADDING, y: y + PADDING + 15 + at * LINE }, line),
  );
  const letters = { fill: '#1e1e1e', 'font-size': SIZE, 'font-family': FAMILY };
  const parts = [part('rect', sheet), part('text', letters, ...spans)];
  if (image !== undefined) {
    const at = { x: x + PADDING, y: y + PADDING, width: WIDTH - 2 * PADDING, height: picture };
    parts.push(part('image', { ...at, href: image }));
  }
  if (counted > 0) {
    const below = { x: x + WIDTH - PADDING, y: y + height - PADDING, 'text-anchor': 'end' };
    parts.push(part('text', { ...letters, ...below, 'font-weight': 'bold' }, `● ${votes}`));
  }
  return { part: part('g', {}, ...parts), height };
}
