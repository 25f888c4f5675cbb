// The boards that this tab looks at: what is on them, what one does to them, and what others do.

import type { Readable } from '../lib/store';
import { Store } from '../lib/store';
import { Permission } from '../protocol/convene/v1/roster_pb';
import type { ServerItem } from '../protocol/convene/v1/wire_pb';
import { Why } from '../protocol/convene/v1/wire_pb';
import {
  carryElements,
  editBoard,
  hideElement,
  reportElement,
  voteElement,
} from './board-commands';
import type { BoardState } from './board-desk';
import { Desk, NO_BOARD } from './board-desk';
import type { ElementEdit } from './board-elements';
import type { Undone } from './board-history';
import type { SignPart } from './board-signs';
import { BoardWatch } from './board-watch';
import type { Companion } from './companion';
import type { Engine } from './engine';
import type { LiveState } from './session-store';

const LOOKED_AT_MAX = 8;
const LOOKED_AT_BY_FACILITATORS_MAX = 64;
/** The server takes so many at once. */
export const EDITS_MAX = 200;

const NO_TOKEN: Uint8Array = new Uint8Array();
const CLOSED: Readable<BoardState> = new Store(NO_BOARD);

export class Boards implements Companion {
  readonly #engine: Engine;
  readonly #watch: BoardWatch;
  readonly #desks = new Map<string, Desk>();
  #helloToken: Uint8Array = NO_TOKEN;
  #view: LiveState['view'];

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#view = engine.store.get().view;
    this.#watch = new BoardWatch(
      (item) => engine.say(item),
      () => (this.#facilitates ? LOOKED_AT_BY_FACILITATORS_MAX : LOOKED_AT_MAX),
    );
    engine.accompany(this);
  }

  /** Until what it returns is called, the board comes and stays as it is. */
  watch(id: string): () => void {
    this.#desk(id);
    this.#watch.add(id);
    let watching = true;
    return () => {
      if (!watching) return;
      watching = false;
      if (this.#watch.drop(id)) this.#desk(id).forget();
    };
  }

  /** Loading for as long as nobody watches it. */
  store(id: string): Readable<BoardState> {
    return id === '' ? CLOSED : this.#desk(id).store;
  }

  /** Returns the key of the command, by which it can be followed in the engine's `pending`. */
  edit(id: string, edits: readonly ElementEdit[]): string {
    return this.#desk(id).edit(edits, (all) => this.#send(id, all));
  }

  /** Takes back the last that one did here, as far as it is still as one left it. */
  undo(id: string): Undone {
    return this.#desk(id).undo((all) => this.#send(id, all));
  }

  redo(id: string): Undone {
    return this.#desk(id).redo((all) => this.#send(id, all));
  }

  vote(id: string, elementId: string, on: boolean): void {
    this.#engine.send(voteElement(id, elementId, on));
  }

  report(id: string, elementId: string): void {
    this.#engine.send(reportElement(id, elementId));
  }

  hide(id: string, elementId: string, hidden: boolean): void {
    this.#engine.send(hideElement(id, elementId, hidden));
  }

  carry(id: string, elementIds: readonly string[], intoId: string, sectionId = ''): void {
    this.#engine.send(carryElements(id, elementIds, intoId, sectionId));
  }

  /** Not kept, and not more often than it is worth. */
  sign(id: string, part: SignPart): void {
    if (this.#watch.has(id)) this.#desk(id).sign.add(part);
  }

  hello(resumeToken: Uint8Array): void {
    this.#helloToken = resumeToken;
  }

  item(item: ServerItem['item']): void {
    switch (item.case) {
      case 'welcome':
        return this.#welcomed(item.value.why === Why.RESUMED);
      case 'boardOpened':
        return this.#watched(item.value.board?.id, (desk) => desk.open(item.value));
      case 'boardChanged':
        return this.#watched(item.value.boardId, (desk) => desk.change(item.value));
      case 'boardClosed':
        return this.#watched(item.value.boardId, (desk) => {
          desk.close();
          this.#watch.close(item.value.boardId);
        });
      case 'boardSigns':
        return this.#watched(item.value.boardId, (desk) => desk.signs(item.value, this.#meId));
      case 'resync':
        return this.#expectAll();
      case 'change':
        return this.#changed(item.value.change.case);
      default:
        return;
    }
  }

  settled({ view, pending }: LiveState): void {
    this.#view = view;
    for (const desk of this.#desks.values()) desk.settle(pending, this.#meId);
  }

  stop(): void {
    for (const desk of this.#desks.values()) desk.forget();
  }

  get #meId(): string {
    return this.#view?.me?.personId ?? '';
  }

  get #facilitates(): boolean {
    return (this.#view?.me?.permission ?? Permission.UNSPECIFIED) >= Permission.FACILITATOR;
  }

  #desk(id: string): Desk {
    let desk = this.#desks.get(id);
    if (!desk) {
      desk = new Desk(id, this.#engine.clock, (item) => this.#engine.say(item));
      this.#desks.set(id, desk);
      desk.settle(this.#engine.store.get().pending, this.#meId);
    }
    return desk;
  }

  #watched(id: string | undefined, act: (desk: Desk) => void): void {
    if (id && this.#watch.has(id)) act(this.#desk(id));
  }

  #send(id: string, edits: readonly ElementEdit[]): string {
    let key = '';
    for (let at = 0; at < edits.length; at += EDITS_MAX) {
      key = this.#engine.send(editBoard(id, edits.slice(at, at + EDITS_MAX)));
    }
    return key;
  }

  #welcomed(resumed: boolean): void {
    this.#watch.anew((id) => {
      const desk = this.#desk(id);
      const held = resumed && desk.complete;
      desk.expect(resumed);
      return held ? this.#helloToken : NO_TOKEN;
    });
  }

  /** With a new view the boards come anew, too; until then one holds none of them whole. */
  #expectAll(): void {
    for (const [id, desk] of this.#desks) {
      if (this.#watch.has(id)) desk.expect(true);
    }
  }

  /** One may see now what was closed before. */
  #changed(kind: string | undefined): void {
    switch (kind) {
      case 'boardPut':
      case 'roundBoard':
      case 'myRoom':
      case 'openRound':
      case 'me':
      case 'spotlight':
      case 'view':
        if (kind === 'view') this.#expectAll();
        for (const id of this.#watch.closed) {
          if (this.#watch.open(id)) this.#desk(id).expect(false);
        }
    }
  }
}

const ALL = new WeakMap<Engine, Boards>();

/** Of an engine there is one; it begins when the first board is shown. */
export function boardsOf(engine: Engine): Boards {
  let boards = ALL.get(engine);
  if (!boards) {
    boards = new Boards(engine);
    ALL.set(engine, boards);
  }
  return boards;
}
