// What a person does to elements of one board, in terms of what is on it at that moment.
import { rankBetween } from '../../../lib/rank';
import type { Owner } from '../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../protocol/convene/v1/board_pb';
import type { Text } from '../../../protocol/convene/v1/session_pb';
import { newElementId } from '../../../session/board-elements';
import type { Boards } from '../../../session/boards';
import {
  NOTE_SIZE,
  placedIn,
  SECTION_GAP,
  SECTION_HEIGHT,
  SECTION_WIDTH,
  stepped,
} from './board-moves';
import type { Branch } from './board-tree';
import { treeOf } from './board-tree';
import { NEW_NOTE_COLOR } from './note-colors';

export class BoardActs {
  readonly #boards: Boards;
  readonly #id: string;

  constructor(boards: Boards, boardId: string) {
    this.#boards = boards;
    this.#id = boardId;
  }

  /** In a section, or in none. Returns the id of the note. */
  add(sectionId: string, text: string): string {
    const id = newElementId();
    const branch = this.#branch(sectionId) ?? { section: undefined, elements: [] };
    const made = { id, kind: ElementKind.NOTE, text, fillColor: NEW_NOTE_COLOR };
    this.#boards.edit(this.#id, [{ ...made, ...NOTE_SIZE, ...placedIn(branch) }]);
    return id;
  }

  comment(parentId: string, text: string): void {
    const made = { id: newElementId(), kind: ElementKind.COMMENT, parentId, text };
    this.#boards.edit(this.#id, [{ ...made, rank: rankBetween() }]);
  }

  write(id: string, text: string): void {
    this.#boards.edit(this.#id, [{ id, text }]);
  }

  color(id: string, fillColor: number): void {
    this.#boards.edit(this.#id, [{ id, fillColor }]);
  }

  lock(id: string, locked: boolean): void {
    this.#boards.edit(this.#id, [{ id, locked }]);
  }

  remove(id: string): void {
    this.#boards.edit(this.#id, [{ id, gone: true }]);
  }

  /** Up or down in its column. */
  step(id: string, step: -1 | 1): void {
    const branch = this.#branches().find(({ elements }) => elements.some((one) => one.id === id));
    const edit = branch && stepped(branch.elements, id, step);
    if (edit) this.#boards.edit(this.#id, [edit]);
  }

  into(id: string, sectionId: string): void {
    const branch = this.#branch(sectionId);
    if (branch) this.#boards.edit(this.#id, [{ id, ...placedIn(branch) }]);
  }

  /** Into the column beside its own. */
  beside(id: string, step: -1 | 1): void {
    const branches = this.#branches();
    const at = branches.findIndex(({ elements }) => elements.some((one) => one.id === id));
    const next = at === -1 ? undefined : branches[at + step];
    if (next) this.into(id, next.section?.id ?? '');
  }

  addSection(title: Text, owner: Owner): void {
    const sections = this.#sections();
    const last = sections[sections.length - 1];
    const made = { id: newElementId(), kind: ElementKind.SECTION, title, owner };
    const place = {
      x: last ? (last.x ?? 0) + (last.width ?? SECTION_WIDTH) + SECTION_GAP : 0,
      y: last?.y ?? 0,
      width: SECTION_WIDTH,
      height: SECTION_HEIGHT,
    };
    this.#boards.edit(this.#id, [{ ...made, ...place, rank: rankBetween(last?.rank) }]);
  }

  putSection(id: string, title: Text, owner: Owner): void {
    this.#boards.edit(this.#id, [{ id, title, owner }]);
  }

  stepSection(id: string, step: -1 | 1): void {
    const edit = stepped(this.#sections(), id, step);
    if (edit) this.#boards.edit(this.#id, [edit]);
  }

  #branches(): readonly Branch[] {
    return treeOf(this.#boards.store(this.#id).get().elements).branches;
  }

  #branch(sectionId: string): Branch | undefined {
    return this.#branches().find(({ section }) => (section?.id ?? '') === sectionId);
  }

  #sections() {
    return this.#branches().flatMap(({ section }) => section ?? []);
  }
}
