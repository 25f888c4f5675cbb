// Small pieces of boards for tests: name what matters, the rest is made up.
import type { Element } from '../protocol/convene/v1/board_pb';
import { ElementKind } from '../protocol/convene/v1/board_pb';
import type { ElementEdit } from '../session/board-elements';
import { elementOf } from '../session/board-elements';

/** `elm_` and 22 characters, the same for the same name. */
export function elementId(name: string): string {
  const stem = `${name}${'0'.repeat(21)}`.slice(0, 21);
  return `elm_${stem}Q`;
}

/** A sheet of ordinary size, unless told otherwise. */
export function boardElement(name: string, more: Partial<ElementEdit> = {}): Element {
  const box = { x: 0, y: 0, width: 20_000, height: 10_000 };
  return elementOf({
    kind: ElementKind.NOTE,
    ...box,
    rank: `V${name}`,
    ...more,
    id: elementId(name),
  });
}

export function onBoard(...elements: Element[]): Map<string, Element> {
  return new Map(elements.map((element) => [element.id, element]));
}
