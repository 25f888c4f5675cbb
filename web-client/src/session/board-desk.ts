// One board in this tab: the server's word, what waits over it, signs, and what can be taken back.
import type { Clock } from '../lib/clock';
import { Store } from '../lib/store';
import type { Board, BoardChanged, BoardOpened, BoardSigns } from '../protocol/convene/v1/board_pb';
import type { ClientFrame } from '../protocol/convene/v1/wire_pb';
import { BoardCopy } from './board-copy';
import type { ElementEdit, Elements } from './board-elements';
import type { Taking, Undone } from './board-history';
import { BoardHistory } from './board-history';
import type { Waiting } from './board-overlay';
import { overlaid, waitingFor } from './board-overlay';
import type { Signs } from './board-signs';
import { OthersSigns, OwnSign } from './board-signs';
import type { Pending } from './outbox';
import { isOpen } from './outbox';

export interface BoardState {
  board: Board | undefined;
  state: 'loading' | 'open' | 'closed';
  /** As the server has told them, with one's own edits over them that it has not confirmed. */
  elements: Elements;
  /** Elements that have such edits. */
  waiting: ReadonlySet<string>;
  /** As the server has told it. */
  myVotes: ReadonlySet<string>;
  /** Votes that one has given or taken back, and the server has not confirmed. */
  votesWaiting: ReadonlyMap<string, boolean>;
  /** What others are about to do, by person. */
  signs: Signs;
  canUndo: boolean;
  canRedo: boolean;
}

export const NO_BOARD: BoardState = {
  board: undefined,
  state: 'loading',
  elements: new Map(),
  waiting: new Set(),
  myVotes: new Set(),
  votesWaiting: new Map(),
  signs: new Map(),
  canUndo: false,
  canRedo: false,
};

type Send = (edits: readonly ElementEdit[]) => string;

export class Desk {
  readonly store = new Store<BoardState>(NO_BOARD);
  readonly sign: OwnSign;
  readonly #id: string;
  readonly #history = new BoardHistory();
  readonly #others: OthersSigns;
  #copy = new BoardCopy();
  #waiting: Waiting;
  #pending: readonly Pending[] = [];
  #meId = '';
  #dirty = false;

  constructor(id: string, clock: Clock, say: (item: ClientFrame['item']) => void) {
    this.#id = id;
    this.#waiting = waitingFor(id, []);
    this.sign = new OwnSign(id, clock, say);
    this.#others = new OthersSigns(clock, () => this.#publish());
  }

  get complete(): boolean {
    return this.#copy.complete;
  }

  open(opened: BoardOpened): void {
    this.#copy.open(opened);
    this.#others.opened(opened.elements);
    this.#dirty = true;
  }

  change(changed: BoardChanged): void {
    this.#copy.change(changed);
    this.#others.done(changed.elements);
    this.#dirty = true;
  }

  signs({ signs }: BoardSigns, meId: string): void {
    this.#others.take(signs, meId);
    this.#dirty = true;
  }

  close(): void {
    this.#copy.close();
    this.#others.clear();
    this.#dirty = true;
  }

  /** It has been asked for; what one holds is shown meanwhile, if it is to be gone on with. */
  expect(held: boolean): void {
    if (!held) this.#copy = new BoardCopy();
    this.#copy.complete = false;
    this.#dirty = true;
  }

  /** Nobody looks at it any more. What one did here can still be taken back later. */
  forget(): void {
    this.#copy = new BoardCopy();
    this.#others.clear();
    this.sign.stop();
    this.#publish();
  }

  edit(edits: readonly ElementEdit[], send: Send): string {
    this.#history.note(this.#shown, edits);
    this.sign.asked(edits);
    const key = send(edits);
    this.#history.did(key);
    this.#publish();
    return key;
  }

  undo(send: Send): Undone {
    return this.#take(this.#history.undo(this.#shown, this.#meId), send, (key) =>
      this.#history.undid(key),
    );
  }

  redo(send: Send): Undone {
    return this.#take(this.#history.redo(this.#shown, this.#meId), send, (key) =>
      this.#history.redid(key),
    );
  }

  /** A frame is through: what came of it is drawn at once. */
  settle(pending: readonly Pending[], meId: string): void {
    this.#meId = meId;
    if (pending !== this.#pending) this.#takePending(pending);
    if (this.#dirty) this.#publish();
  }

  get #shown(): Elements {
    return this.store.get().elements;
  }

  #take({ edits, undone }: Taking, send: Send, took: (key: string) => void): Undone {
    if (edits.length > 0) {
      this.#history.note(this.#shown, edits);
      took(send(edits));
    }
    this.#publish();
    return undone;
  }

  #takePending(pending: readonly Pending[]): void {
    this.#pending = pending;
    const waiting = waitingFor(this.#id, pending);
    if (waiting.keys !== this.#waiting.keys) this.#dirty = true;
    this.#waiting = waiting;
    const refused = pending.filter((item) => !isOpen(item)).map(({ key }) => key);
    if (refused.length > 0) this.#history.refused(new Set(refused));
  }

  #publish(): void {
    this.#dirty = false;
    const { board, state, votes } = this.#copy;
    const { edits, ids, votes: votesWaiting } = this.#waiting;
    this.store.set({
      board,
      state,
      elements: overlaid(this.#copy, edits, this.#meId),
      waiting: ids,
      myVotes: votes,
      votesWaiting,
      signs: this.#others.signs,
      canUndo: this.#history.canUndo,
      canRedo: this.#history.canRedo,
    });
  }
}
