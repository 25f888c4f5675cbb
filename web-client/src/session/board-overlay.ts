// What someone has asked for on a board and not heard about, laid over what the server has told.
import type { Element } from '../protocol/convene/v1/board_pb';
import { ElementKind } from '../protocol/convene/v1/board_pb';
import type { Elements } from './board-elements';
import { merged } from './board-elements';
import type { Pending } from './outbox';
import { isOpen } from './outbox';

/** The commands of one board that wait for their answer. */
export interface Waiting {
  /** In the order in which they were asked for. */
  edits: readonly Element[];
  ids: ReadonlySet<string>;
  votes: ReadonlyMap<string, boolean>;
  /** The same as long as the same commands wait. */
  keys: string;
}

export function waitingFor(boardId: string, pending: readonly Pending[]): Waiting {
  const edits: Element[] = [];
  const votes = new Map<string, boolean>();
  const keys: string[] = [];
  for (const item of pending) {
    const { body } = item;
    if (!isOpen(item)) continue;
    if (body.case === 'editBoard' && body.value.boardId === boardId) {
      edits.push(...body.value.elements);
      keys.push(item.key);
    }
    if (body.case === 'voteElement' && body.value.boardId === boardId) {
      votes.set(body.value.elementId, body.value.on);
      keys.push(item.key);
    }
  }
  return { edits, ids: new Set(edits.map(({ id }) => id)), votes, keys: keys.join() };
}

interface Below {
  elements: Elements;
  /** What was taken out, and may be put back. */
  gone: Elements;
}

/** `meId`: whoever asks is the author of what they make. */
export function overlaid({ elements, gone }: Below, edits: readonly Element[], meId: string) {
  if (edits.length === 0) return elements;
  const shown = new Map(elements);
  const out = new Map<string, Element>();
  for (const edit of edits) {
    const { id } = edit;
    const old = shown.get(id);
    const removed = out.get(id) ?? gone.get(id);
    if (edit.gone) {
      if (old) out.set(id, old);
      shown.delete(id);
    } else if (old) shown.set(id, merged(old, edit));
    else if (removed) {
      if (edit.gone === false) shown.set(id, merged(removed, edit));
    } else if (edit.kind !== ElementKind.UNSPECIFIED) {
      shown.set(id, { ...edit, authorId: meId });
    }
  }
  return shown;
}
