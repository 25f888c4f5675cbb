// Where elements go: into a column, up and down in it, and to a place on the plane that fits.
import { rankBetween } from '../../../lib/rank';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import type { ElementEdit } from '../../../session/board-elements';
import type { Branch } from './board-tree';

/** Hundredths of a point. */
export const SECTION_WIDTH = 56_000;
export const SECTION_HEIGHT = 80_000;
export const SECTION_GAP = 4_000;
const NOTE_SIDE = 16_000;
const NOTE_GAP = 2_000;
const NOTES_IN_A_ROW = 3;

/** At the end of a section; also on a plane, so that every face shows it where it belongs. */
export function placedIn({ section, elements }: Branch): Omit<ElementEdit, 'id'> {
  const last = elements[elements.length - 1];
  const index = elements.length;
  const step = NOTE_SIDE + NOTE_GAP;
  return {
    sectionId: section?.id ?? '',
    rank: rankBetween(last?.rank),
    x: (section?.x ?? 0) + NOTE_GAP + (index % NOTES_IN_A_ROW) * step,
    y: (section?.y ?? 0) + 3 * NOTE_GAP + Math.floor(index / NOTES_IN_A_ROW) * step,
  };
}

export const NOTE_SIZE = { width: NOTE_SIDE, height: NOTE_SIDE };

/** One step up or down in its column; nothing at the end. */
export function stepped(
  elements: readonly Element[],
  id: string,
  step: -1 | 1,
): ElementEdit | undefined {
  const at = elements.findIndex((element) => element.id === id);
  const next = elements[at + step];
  if (at === -1 || !next) return undefined;
  const beyond = elements[at + 2 * step];
  const [before, after] = step === 1 ? [next, beyond] : [beyond, next];
  return { id, rank: rankBetween(before?.rank, after?.rank) };
}
