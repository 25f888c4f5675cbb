// What people are about to do on a board: others' for as long as it lasts, one's own not too often.
import type { Cancel, Clock } from '../lib/clock';
import type { Element, PersonSign } from '../protocol/convene/v1/board_pb';
import type { ClientFrame } from '../protocol/convene/v1/wire_pb';
import type { ElementEdit } from './board-elements';
import { elementOf, merged } from './board-elements';

/** What is absent stays as it was, except drafts: each is said once. */
export interface SignPart {
  /** `null`: nowhere. */
  pointer?: { x: number; y: number } | null;
  /** Points are added to those that were said of the same element before. */
  drafts?: readonly ElementEdit[];
  /** Empty: nothing any more. */
  writingId?: string;
}

const SAID_EVERY_MS = 50;
/** Others forget after five seconds. */
const SAID_AGAIN_MS = 2000;
const ENDS_AFTER_MS = 5000;
const SWEPT_EVERY_MS = 500;
/** A sign can be slower than the edit that it was about. */
const LATE_MS = 1000;
/** The server takes so many at once, and so many of one person are drawn. */
const DRAFTS_MAX = 20;
/** Two numbers each. */
const POINTS_MAX = 2000;

/** One's own signs on one board. */
export class OwnSign {
  readonly #boardId: string;
  readonly #clock: Clock;
  readonly #say: (item: ClientFrame['item']) => void;
  #pointer: { x: number; y: number } | null = null;
  #writingId = '';
  #drafts = new Map<string, Element>();
  #saidAtMs = Number.NEGATIVE_INFINITY;
  #cancel: Cancel | undefined;

  constructor(boardId: string, clock: Clock, say: (item: ClientFrame['item']) => void) {
    this.#boardId = boardId;
    this.#clock = clock;
    this.#say = say;
  }

  add({ pointer, drafts = [], writingId }: SignPart): void {
    if (pointer !== undefined) this.#pointer = pointer;
    if (writingId !== undefined) this.#writingId = writingId;
    for (const draft of drafts) this.#draft(elementOf(draft));
    this.#in(Math.max(0, this.#saidAtMs + SAID_EVERY_MS - this.#clock.now()));
  }

  /** What is asked for is no draft any more. */
  asked(edits: readonly Pick<Element, 'id'>[]): void {
    for (const { id } of edits) this.#drafts.delete(id);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #draft(draft: Element): void {
    this.#drafts.set(draft.id, joined(this.#drafts.get(draft.id), draft));
  }

  #in(ms: number): void {
    this.stop();
    if (ms === 0) this.#now();
    else this.#cancel = this.#clock.after(ms, () => this.#now());
  }

  #now(): void {
    const drafts = [...this.#drafts.values()].slice(0, DRAFTS_MAX);
    this.#drafts.clear();
    this.#saidAtMs = this.#clock.now();
    this.#say({
      case: 'sign',
      value: {
        $typeName: 'convene.v1.Sign',
        boardId: this.#boardId,
        ...(this.#pointer && { pointer: { $typeName: 'convene.v1.Pointer', ...this.#pointer } }),
        drafts,
        writingId: this.#writingId,
      },
    });
    // Whoever thinks about a word for six seconds is still writing.
    if (this.#writingId !== '') this.#in(SAID_AGAIN_MS);
  }
}

/** Points come after those that were said before; every other field replaces what it was. */
function joined(old: Element | undefined, draft: Element): Element {
  if (!old) return draft;
  const next = merged(old, draft);
  if (old.points && draft.points) {
    const xy = [...old.points.xy, ...draft.points.xy].slice(0, 2 * POINTS_MAX);
    next.points = { ...draft.points, xy };
  }
  return next;
}

export type Signs = ReadonlyMap<string, PersonSign>;

/** Those of others on one board. */
export class OthersSigns {
  signs: Signs = new Map();
  readonly #clock: Clock;
  readonly #onEnd: () => void;
  #endsAtMs = new Map<string, number>();
  /** By element, until when drafts of it are about what has come already. */
  #lateUntilMs = new Map<string, number>();
  #cancel: Cancel | undefined;

  constructor(clock: Clock, onEnd: () => void) {
    this.#clock = clock;
    this.#onEnd = onEnd;
  }

  take(signs: readonly PersonSign[], meId: string): void {
    const next = new Map(this.signs);
    for (const sign of signs) {
      if (sign.personId === meId) continue;
      next.set(sign.personId, { ...sign, drafts: this.#drafts(sign) });
      this.#endsAtMs.set(sign.personId, this.#clock.now() + ENDS_AFTER_MS);
    }
    this.signs = next;
    if (next.size > 0) this.#cancel ??= this.#clock.every(SWEPT_EVERY_MS, () => this.#sweep());
  }

  /** What has come to be is no draft any more, nor what is still said of it. */
  done(elements: readonly Pick<Element, 'id'>[]): void {
    const now = this.#clock.now();
    for (const { id } of elements) this.#lateUntilMs.set(id, now + LATE_MS);
    this.opened(elements);
    if (elements.length > 0)
      this.#cancel ??= this.#clock.every(SWEPT_EVERY_MS, () => this.#sweep());
  }

  opened(elements: readonly Pick<Element, 'id'>[]): void {
    if (this.signs.size === 0) return;
    const ids = new Set(elements.map(({ id }) => id));
    for (const [personId, sign] of this.signs) {
      const drafts = sign.drafts.filter(({ id }) => !ids.has(id));
      if (drafts.length === sign.drafts.length) continue;
      this.signs = new Map(this.signs).set(personId, { ...sign, drafts });
    }
  }

  clear(): void {
    this.signs = new Map();
    this.#endsAtMs.clear();
    this.#lateUntilMs.clear();
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Those from before, with what is new: each sign says only that. */
  #drafts({ personId, drafts }: PersonSign): Element[] {
    const now = this.#clock.now();
    const all = new Map(this.signs.get(personId)?.drafts.map((draft) => [draft.id, draft]));
    for (const draft of drafts) {
      if ((this.#lateUntilMs.get(draft.id) ?? now) > now) continue;
      const old = all.get(draft.id);
      all.delete(draft.id);
      all.set(draft.id, joined(old, draft));
    }
    return [...all.values()].slice(-DRAFTS_MAX);
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const [id, untilMs] of this.#lateUntilMs) {
      if (untilMs <= now) this.#lateUntilMs.delete(id);
    }
    const next = new Map(this.signs);
    for (const [personId, endsAtMs] of this.#endsAtMs) {
      if (endsAtMs > now) continue;
      next.delete(personId);
      this.#endsAtMs.delete(personId);
    }
    const ended = next.size < this.signs.size;
    this.signs = next;
    if (next.size === 0 && this.#lateUntilMs.size === 0) this.clear();
    if (ended) this.#onEnd();
  }
}
