// Between the canvas on the screen and its board: what changes on one side goes to the other.
import type { BoardState } from '../../../../session/board-desk';
import type { Boards } from '../../../../session/boards';
import { Drafts } from './drafts';
import type { CanvasState } from './in-hand';
import { isGesture, unfinished } from './in-hand';
import type { Scene } from './scene';
import { idOf } from './scene-ids';
import type { SceneSync } from './scene-sync';
import { toHundredths } from './units';
import { withSigns } from './with-signs';

/** Of the canvas library, what we use. */
export interface Surface {
  scene(): Scene;
  state(): CanvasState;
  draw(scene: Scene): void;
}

export interface CanvasLinkOptions {
  boards: Pick<Boards, 'edit' | 'sign'>;
  boardId: string;
  sync: SceneSync;
  surface: Surface;
  readOnly: boolean;
}

/** Keys that are held down move things a little many times: that is asked for once. */
const SETTLED_MS = 150;
const DRAFTS_EVERY_MS = 50;

export class CanvasLink {
  readonly #options: CanvasLinkOptions;
  readonly #drafts = new Drafts();
  #board: BoardState | undefined;
  #frame = 0;
  #settling = 0;
  #draftsAtMs = Number.NEGATIVE_INFINITY;
  #writingId = '';
  #wasGesture = false;
  #stopped = false;

  constructor(options: CanvasLinkOptions) {
    this.#options = options;
  }

  /** Drawn at most once per frame, however often it comes. */
  boardChanged(board: BoardState): void {
    this.#board = board;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#project();
    });
  }

  fontsChanged(): void {
    this.#options.sync.fontsChanged();
    if (this.#board) this.boardChanged(this.#board);
  }

  canvasChanged(): void {
    const { surface, readOnly } = this.#options;
    if (readOnly || this.#stopped) return;
    const state = surface.state();
    this.#tellWriting(state);
    const gesture = isGesture(state);
    if (gesture) this.#tellDrafts();
    else if (this.#wasGesture) this.#commit();
    else if (this.#hasNews()) this.#settle();
    this.#wasGesture = gesture;
  }

  pointed(at: { x: number; y: number } | null): void {
    const { boards, boardId } = this.#options;
    const pointer = at && { x: toHundredths(at.x), y: toHundredths(at.y) };
    boards.sign(boardId, { pointer });
  }

  /** What is done so far is asked for; what is half done is not. */
  stop(): void {
    if (this.#stopped) return;
    if (!this.#options.readOnly) this.#commit();
    this.#stopped = true;
    cancelAnimationFrame(this.#frame);
    window.clearTimeout(this.#settling);
    this.#options.boards.sign(this.#options.boardId, { pointer: null, writingId: '' });
  }

  #hasNews(): boolean {
    const { surface, sync } = this.#options;
    return surface.scene().some((one) => sync.isDirty(one));
  }

  #settle(): void {
    window.clearTimeout(this.#settling);
    this.#settling = window.setTimeout(() => this.#commit(), SETTLED_MS);
  }

  #commit(): void {
    window.clearTimeout(this.#settling);
    const { boards, boardId, surface, sync } = this.#options;
    if (this.#board?.state !== 'open' || this.#stopped) return;
    if (isGesture(surface.state())) return;
    this.#drafts.forget();
    const { elements } = this.#board;
    const edits = sync.edits(elements, surface.scene(), unfinished(surface.state()));
    if (edits.length > 0) boards.edit(boardId, edits);
    // Also without edits: what does not belong here disappears.
    this.boardChanged(this.#board);
  }

  #project(): void {
    // Whoever comes back sees what was there until it is known what is.
    if (!this.#board || this.#board.state === 'loading' || this.#stopped) return;
    const { surface, sync } = this.#options;
    const { elements, held } = withSigns(this.#board.elements, this.#board.signs);
    const scene = sync.project(elements, surface.scene(), held);
    if (scene) surface.draw(scene);
  }

  #tellDrafts(): void {
    const now = performance.now();
    if (!this.#board || now - this.#draftsAtMs < DRAFTS_EVERY_MS) return;
    const { boards, boardId, surface, sync } = this.#options;
    const drafts = this.#drafts.of(this.#board.elements, surface.scene(), (one) =>
      sync.isDirty(one),
    );
    if (drafts.length === 0) return;
    this.#draftsAtMs = now;
    boards.sign(boardId, { drafts });
  }

  /** Others are told not to write in the same element. */
  #tellWriting({ editingTextElement: text }: CanvasState): void {
    const id = text ? idOf(text.containerId ?? text.id) : undefined;
    const writingId = id !== undefined && this.#board?.elements.has(id) ? id : '';
    if (writingId === this.#writingId) return;
    this.#writingId = writingId;
    this.#options.boards.sign(this.#options.boardId, { writingId });
  }
}
