// What belongs to what: texts to the shapes they stand in, lines to what they stick to.
import { inLanguage } from '../../../../i18n/enum-words';
import type { Language } from '../../../../i18n/language';
import type { Element } from '../../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import type { Scene, SceneElement } from './scene';
import { indexOf } from './scene-ids';

/** By the scene id of the shape. */
export function textsOf(scene: Scene): Map<string, SceneElement> {
  const texts = new Map<string, SceneElement>();
  for (const one of scene) {
    if (one.type === 'text' && one.containerId && !one.isDeleted) texts.set(one.containerId, one);
  }
  return texts;
}

/** Shapes whose text was just taken out. */
export function emptiedIn(scene: Scene, isDirty: (one: SceneElement) => boolean): Set<string> {
  const emptied = new Set<string>();
  for (const one of scene) {
    if (one.type === 'text' && one.isDeleted && one.containerId && isDirty(one)) {
      emptied.add(one.containerId);
    }
  }
  return emptied;
}

/** By the id of what they stick to. */
export function linesOf(elements: Iterable<Element>): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const { id, kind, fromId, toId } of elements) {
    if (kind !== ElementKind.LINE) continue;
    for (const end of new Set([fromId, toId])) {
      if (end) lines.set(end, [...(lines.get(end) ?? []), id]);
    }
  }
  return lines;
}

const indices = new WeakMap<Element, string>();

/** What lies lowest first, as the canvas library will have it. */
export function inOrderOfCanvas(elements: Iterable<Element>): Element[] {
  const index = (element: Element) => {
    const known = indices.get(element);
    if (known !== undefined) return known;
    const made = indexOf(element, element.kind === ElementKind.SECTION);
    indices.set(element, made);
    return made;
  };
  return [...elements].sort((one, other) => {
    const [a, b] = [index(one), index(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

export function titleIn({ title }: Element, language: Language): string {
  return title ? inLanguage(title, language).words : '';
}
