// A board as a tree: sections by their place, what lies in each, and what was said to it.
import { byRank } from '../../../lib/rank';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../protocol/convene/v1/board_pb';
import type { Elements } from '../../../session/board-elements';

export interface Branch {
  /** Absent: what lies in no section. */
  section: Element | undefined;
  elements: readonly Element[];
}

export interface Tree {
  branches: readonly Branch[];
  /** By the element that they are said to, oldest first. */
  comments: ReadonlyMap<string, readonly Element[]>;
  /** Strokes and lines without a word: to be seen, not to be listed. */
  drawnCount: number;
}

export function treeOf(elements: Elements): Tree {
  const sections: Element[] = [];
  const listed: Element[] = [];
  const comments = new Map<string, Element[]>();
  let drawnCount = 0;
  for (const element of elements.values()) {
    if (element.kind === ElementKind.SECTION) sections.push(element);
    else if (element.kind === ElementKind.COMMENT) {
      const parentId = element.parentId ?? '';
      comments.set(parentId, [...(comments.get(parentId) ?? []), element]);
    } else if (isDrawn(element)) drawnCount += 1;
    else listed.push(element);
  }
  sections.sort(byRank);
  listed.sort(byRank);
  const within = new Map<string, Element[]>(sections.map(({ id }) => [id, []]));
  const loose: Element[] = [];
  for (const element of listed) (within.get(element.sectionId ?? '') ?? loose).push(element);
  for (const said of comments.values()) said.sort(byTime);
  const branches: Branch[] = sections.map((section) => {
    return { section, elements: within.get(section.id) ?? [] };
  });
  if (loose.length > 0 || sections.length === 0) {
    branches.push({ section: undefined, elements: loose });
  }
  return { branches, comments, drawnCount };
}

function isDrawn({ kind, text }: Element): boolean {
  const drawn = kind === ElementKind.STROKE || kind === ElementKind.LINE;
  return drawn && (text ?? '') === '';
}

/** What is on its way has no time yet, and comes last. */
function byTime(one: Element, other: Element): number {
  const [a, b] = [one.madeAtMs, other.madeAtMs];
  if (a === b) return one.id < other.id ? -1 : 1;
  if (a === 0n || b === 0n) return a === 0n ? 1 : -1;
  return a < b ? -1 : 1;
}
