// A board as a template for others: its settings, its columns, and what facilitators made.
import type { BoardTemplate } from '../../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import type { Person } from '../../../../protocol/convene/v1/roster_pb';
import type { BoardState } from '../../../../session/board-desk';
import { mayFacilitate } from '../../room-context';
import { copied } from './templates';

const ELEMENTS_MAX = 200;

export function templateFrom(
  { board, elements }: BoardState,
  people: readonly Person[],
): BoardTemplate | undefined {
  if (!board) return undefined;
  const runs = new Set(
    people.filter(({ permission }) => mayFacilitate(permission)).map(({ id }) => id),
  );
  const kept = [...elements.values()].filter(({ kind, authorId }) => {
    if (kind === ElementKind.COMMENT || kind === ElementKind.IMAGE) return false;
    return kind === ElementKind.SECTION || runs.has(authorId);
  });
  // Columns first: what is cut off must not be what the rest lies in.
  kept.sort(
    (a, b) => Number(b.kind === ElementKind.SECTION) - Number(a.kind === ElementKind.SECTION),
  );
  return {
    $typeName: 'convene.v1.BoardTemplate',
    id: '',
    board: { ...board, id: '', itemId: '', shared: false },
    elements: copied(kept.slice(0, ELEMENTS_MAX)).map(plain),
    savedBy: '',
  };
}

/** Without what the server says of it. */
function plain(element: BoardTemplate['elements'][number]) {
  const next = { ...element, authorId: '', madeAtMs: 0n };
  delete next.votes;
  delete next.reports;
  delete next.hidden;
  return next;
}
