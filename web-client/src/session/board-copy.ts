// One board as the server has told it: never anything that it has not.
import type {
  Board,
  BoardChanged,
  BoardOpened,
  Element,
  ElementVote,
} from '../protocol/convene/v1/board_pb';
import { ElementKind } from '../protocol/convene/v1/board_pb';
import type { Elements } from './board-elements';
import { merged } from './board-elements';

/** So many that were taken out are remembered, to be shown at once when they are put back. */
const GONE_MAX = 500;

export class BoardCopy {
  board: Board | undefined;
  state: 'loading' | 'open' | 'closed' = 'loading';
  /** Holds everything up to now, so that later only what is new need come. */
  complete = false;
  #elements = new Map<string, Element>();
  /** Whoever was given the map may keep it: the next change is made in another. */
  #lent = false;
  #gone = new Map<string, Element>();
  #votes: ReadonlySet<string> = new Set();
  /** A board that comes anew in parts: shown when it is whole. */
  #coming: Map<string, Element> | undefined;

  get elements(): Elements {
    this.#lent = true;
    return this.#elements;
  }

  get gone(): Elements {
    return this.#gone;
  }

  get votes(): ReadonlySet<string> {
    return this.#votes;
  }

  open({ board, anew, elements, myVotes, more }: BoardOpened): void {
    if (board) this.board = board;
    if (anew) {
      this.#coming = new Map();
      this.complete = false;
    }
    this.#merge(elements);
    if (more) return;
    if (this.#coming) {
      this.#elements = this.#coming;
      this.#lent = false;
      this.#gone.clear();
      this.#coming = undefined;
    }
    this.#votes = new Set(myVotes);
    this.state = 'open';
    this.complete = true;
  }

  change({ board, elements, myVote }: BoardChanged): void {
    if (board) this.board = board;
    this.#merge(elements);
    if (myVote) this.#votes = voted(this.#votes, myVote);
  }

  close(): void {
    Object.assign(this, { state: 'closed', complete: false, board: undefined });
    this.#elements = new Map();
    this.#lent = false;
    this.#gone.clear();
    this.#votes = new Set();
    this.#coming = undefined;
  }

  #merge(elements: readonly Element[]): void {
    if (elements.length === 0) return;
    const map = this.#coming ?? this.#own();
    for (const element of elements) this.#put(map, element);
  }

  #put(map: Map<string, Element>, element: Element): void {
    const { id } = element;
    const old = map.get(id) ?? this.#gone.get(id);
    if (element.gone) {
      map.delete(id);
      if (old) this.#forget(id, merged(old, element));
      return;
    }
    // What was taken out stays so until it is put back, or told as a whole.
    if (!map.has(id) && element.gone === undefined && element.kind === ElementKind.UNSPECIFIED) {
      return;
    }
    const next = merged(old ?? element, element);
    if (next.kind === ElementKind.UNSPECIFIED) return;
    map.set(id, next);
    this.#gone.delete(id);
  }

  #forget(id: string, element: Element): void {
    this.#gone.set(id, element);
    for (const oldest of this.#gone.keys()) {
      if (this.#gone.size <= GONE_MAX) return;
      this.#gone.delete(oldest);
    }
  }

  #own(): Map<string, Element> {
    if (this.#lent) {
      this.#elements = new Map(this.#elements);
      this.#lent = false;
    }
    return this.#elements;
  }
}

function voted(votes: ReadonlySet<string>, { elementId, on }: ElementVote): ReadonlySet<string> {
  const next = new Set(votes);
  if (on) next.add(elementId);
  else next.delete(elementId);
  return next;
}
