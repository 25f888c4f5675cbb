// What has changed on the canvas, as what we ask for: only the fields that are different.
import type { Language } from '../../../../i18n/language';
import type { Element } from '../../../../protocol/convene/v1/board_pb';
import type { ElementEdit } from '../../../../session/board-elements';
import { sameValue } from '../../../../session/board-elements';
import { isPlaced } from '../layout';
import type { Drawn } from './from-scene';

export interface PatchWords {
  language: Language;
  /** The title of a section that was given none. */
  untitled: string;
}

const GEOMETRY = ['x', 'y', 'width', 'height'] as const;
/** An element is made with these; later they stay. */
const ONCE: readonly string[] = ['kind', 'imageId'];

/** For an element that is new: everything that says something. */
export function made(id: string, drawn: Drawn, words: PatchWords): ElementEdit {
  const { name, ...rest } = drawn;
  const edit: Record<string, unknown> = { id };
  for (const [field, value] of Object.entries(rest)) {
    if (value !== '' && value !== undefined && value !== false) edit[field] = value;
  }
  if (name !== undefined) edit.title = titleOf(undefined, name, words);
  return edit as unknown as ElementEdit;
}

/** Absent: nothing is different. `before` is what the canvas was given, `old` what the board has. */
export function changed(
  id: string,
  { before, now, old }: { before: Drawn; now: Drawn; old: Element | undefined },
  words: PatchWords,
): ElementEdit | undefined {
  const edit: Record<string, unknown> = {};
  const { name, ...fields } = now;
  for (const [field, value] of Object.entries(fields)) {
    if (ONCE.includes(field) || sameValue(before[field as keyof Drawn], value)) continue;
    edit[field] = value;
  }
  if (name !== undefined && name !== before.name) edit.title = titleOf(old, name, words);
  // Whoever moves what nobody has put anywhere puts it there as a whole.
  if (GEOMETRY.some((field) => field in edit) && old && !isPlaced(old)) {
    for (const field of GEOMETRY) edit[field] = now[field];
  }
  return Object.keys(edit).length > 0 ? { id, ...edit } : undefined;
}

function titleOf(old: Element | undefined, name: string, { language, untitled }: PatchWords) {
  const said = name === '' ? untitled : name;
  const { en, es } = old?.title ?? { en: said, es: said };
  return {
    $typeName: 'convene.v1.Text' as const,
    en: language === 'en' ? said : en || said,
    es: language === 'es' ? said : es,
  };
}

const LENGTHS: readonly string[] = GEOMETRY;
/** Of a hundredth of a point: texts are measured, and lines are as long as their points say. */
const CLOSE = 5;

/** Is it, as far as anybody can see, the same? */
export function sameDrawn(one: Drawn, other: Drawn | undefined): boolean {
  if (!other) return false;
  return Object.keys({ ...one, ...other }).every((field) => {
    const [a, b] = [one[field as keyof Drawn], other[field as keyof Drawn]];
    if (LENGTHS.includes(field)) return Math.abs(Number(a) - Number(b)) <= CLOSE;
    return sameValue(a, b);
  });
}
