// Elements have the same identity here and on the canvas, whoever made them: one follows from the other.

const PREFIX = 'elm_';
/** The canvas library draws 21 characters; of ours, a 22nd carries two bits that these do not have. */
const DRAWN_THERE = /^[\w-]{21}$/;
const OURS = /^[\w-]{22}$/;
const LAST = 'A';

export function sceneIdOf(id: string): string {
  const rest = id.slice(PREFIX.length);
  return rest.endsWith(LAST) ? rest.slice(0, -LAST.length) : rest;
}

/** Absent: nothing that we could know by it. */
export function idOf(sceneId: string): string | undefined {
  if (DRAWN_THERE.test(sceneId)) return PREFIX + sceneId + LAST;
  return OURS.test(sceneId) && !sceneId.endsWith(LAST) ? PREFIX + sceneId : undefined;
}

/** The text within an element, for those whose text was not written on this canvas. */
export function textIdOf(sceneId: string): string {
  return `${sceneId}-text`;
}

/** The same for everyone. */
export function seedOf(id: string): number {
  let hash = 2166136261;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 16777619);
  return hash >>> 1 || 1;
}

const TIE_CHARS = 8;

/**
 * The library's own order is a text, too, of which it demands a form: a head that says how long the
 * whole part is, and no 0 at the end. Ranks go behind such a head, two characters for each of ours,
 * so that none is the beginning of another. Frames lie over everything, as the library wants them.
 */
export function indexOf(element: { id: string; rank?: string | undefined }, isSection: boolean) {
  const rank = (element.rank ?? '').replace(/./g, '1$&');
  const tie = element.id.slice(-TIE_CHARS).replace(/-/g, '0').replace(/_/g, 'z');
  return `${isSection ? 'b00' : 'a0'}${rank}0${tie}1`;
}

/** Right above what it stands in. */
export function textIndexOf(index: string): string {
  return `${index}V`;
}
