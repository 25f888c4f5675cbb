// Where elements lie that nobody has put anywhere: notes that were written in columns.
import { byRank } from '../../../lib/rank';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../protocol/convene/v1/board_pb';

/** In hundredths of a point, as elements have it. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const NOTE_WIDTH = 22_000;
export const NOTE_HEIGHT = 12_000;
const GAP = 2_000;
const COLUMN_WIDTH = NOTE_WIDTH + 2 * GAP;
const COLUMN_HEIGHT_MIN = 2 * GAP + NOTE_HEIGHT;
/** In one column; the next ones begin another beside it. */
const NOTES_HIGH = 12;

type Places = ReadonlyMap<string, Box>;

export function isPlaced({ x, y, width, height }: Element): boolean {
  return x !== undefined && y !== undefined && width !== undefined && height !== undefined;
}

/** Where each element lies: where it was put, or where it has room. Comments lie nowhere. */
export function placesOf(elements: Iterable<Element>): Places {
  const places = new Map<string, Box>();
  const loose: Element[] = [];
  for (const element of elements) {
    if (element.kind === ElementKind.COMMENT) continue;
    if (isPlaced(element)) places.set(element.id, boxOf(element));
    else loose.push(element);
  }
  if (loose.length > 0) placeLoose(loose, places);
  return places;
}

function placeLoose(loose: Element[], places: Map<string, Box>): void {
  const bottom = [...places.values()].reduce((y, box) => Math.max(y, box.y + box.height), 0);
  const top = places.size > 0 ? bottom + 2 * GAP : 0;
  const inside = new Map<string, Element[]>();
  const columns: Element[] = [];
  for (const element of [...loose].sort(byRank)) {
    if (element.kind === ElementKind.SECTION) columns.push(element);
    else {
      const section = element.sectionId ?? '';
      inside.set(section, [...(inside.get(section) ?? []), element]);
    }
  }
  let x = 0;
  for (const column of columns) {
    const notes = inside.get(column.id) ?? [];
    const box = columnBox(x, top, notes.length);
    places.set(column.id, box);
    x += box.width + GAP;
  }
  for (const [section, notes] of inside) {
    const box = places.get(section) ?? columnBox(x, top, notes.length);
    if (!places.has(section)) x += box.width + GAP;
    notes.forEach((note, at) => {
      places.set(note.id, { ...inColumn(box, at), ...sizeOf(note) });
    });
  }
}

function columnBox(x: number, y: number, notes: number): Box {
  const columns = Math.max(1, Math.ceil(notes / NOTES_HIGH));
  const rows = Math.min(notes, NOTES_HIGH);
  const height = Math.max(COLUMN_HEIGHT_MIN, GAP + rows * (NOTE_HEIGHT + GAP));
  return { x, y, width: GAP + columns * (NOTE_WIDTH + GAP), height };
}

function inColumn(box: Box, at: number) {
  const column = Math.floor(at / NOTES_HIGH);
  const row = at % NOTES_HIGH;
  return {
    x: box.x + GAP + column * (COLUMN_WIDTH - GAP),
    y: box.y + GAP + row * (NOTE_HEIGHT + GAP),
  };
}

function sizeOf({ width, height }: Element) {
  return { width: width || NOTE_WIDTH, height: height || NOTE_HEIGHT };
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Element): Box {
  return { x, y, width, height };
}
