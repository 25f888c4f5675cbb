// Who may do what on a board: the server decides, and here nobody is offered what it would refuse.
import type { Board, Element, Owner } from '../../../protocol/convene/v1/board_pb';
import { BoardMode } from '../../../protocol/convene/v1/board_pb';
import { Consent, SessionState } from '../../../protocol/convene/v1/session_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import { myPlaceOf } from '../../../session/rounds';
import { mayFacilitate } from '../room-context';

export interface May {
  /** Facilitators: everything as long as it is not frozen. */
  runs: boolean;
  /** Makes and changes elements. */
  work: boolean;
  /** Comments and votes. */
  say: boolean;
}

export const NOTHING: May = { runs: false, work: false, say: false };

export function mayOn(board: Board | undefined, view: View | undefined): May {
  const { me, session } = view ?? {};
  if (!board || !me || session?.state === SessionState.ENDED) return NOTHING;
  const runs = mayFacilitate(me.permission);
  if (board.mode === BoardMode.FROZEN) return NOTHING;
  if (runs) return { runs, work: true, say: true };
  if (me.consent !== Consent.GIVEN) return NOTHING;
  const work = board.mode === BoardMode.OPEN;
  return { runs, work, say: work || board.mode === BoardMode.COMMENTS };
}

/** Somebody else alone works in it. */
export function isOthers(owner: Owner | undefined, view: View | undefined): boolean {
  const { me, people = [] } = view ?? {};
  if (!owner || !me || mayFacilitate(me.permission)) return false;
  switch (owner.by.case) {
    case 'personId':
      return owner.by.value !== me.personId;
    case 'room':
      return owner.by.value !== myPlaceOf(view)?.room.number;
    case 'jobRole':
      return owner.by.value !== people.find(({ id }) => id === me.personId)?.jobRole;
    default:
      return false;
  }
}

/** The words are their author's; where it lies is everyone's business. */
export function mayWrite(may: May, element: Element, meId: string): boolean {
  return may.runs || (may.work && !element.locked && element.authorId === meId);
}

export function mayMove(may: May, element: Element): boolean {
  return may.runs || (may.work && !element.locked);
}
