// Keeps a scene and a board in step: what the board says is drawn, what is drawn is asked for.
import type { Element } from '../../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import type { ElementEdit, Elements } from '../../../../session/board-elements';
import { newElementId } from '../../../../session/board-elements';
import { placesOf } from '../layout';
import type { Drawn } from './from-scene';
import { fromScene } from './from-scene';
import type { PatchWords } from './patches';
import { changed, made, sameDrawn } from './patches';
import type { Measure, Scene, SceneElement } from './scene';
import { idOf, sceneIdOf } from './scene-ids';
import { emptiedIn, inOrderOfCanvas, linesOf, textsOf, titleIn } from './scene-parts';
import type { Ordered } from './scene-ranks';
import { newRanks } from './scene-ranks';

import { toScene } from './to-scene';

export interface SyncOptions {
  measure: Measure;
  words: PatchWords;
  random: () => number;
  /** Sections and locks are facilitators' alone. */
  facilitates: boolean;
}

interface Shown {
  version: number;
  index: string | null;
}

interface Known {
  drawn: Drawn;
  /** From what it was drawn: the same again is not drawn again. */
  element: Element;
  key: string;
}

const NONCES = 2 ** 31;

export class SceneSync {
  readonly #options: SyncOptions;
  /** By scene id: what we have put there, or have read there. */
  #shown = new Map<string, Shown>();
  #known = new Map<string, Known>();
  #fonts = 0;
  #begun = false;
  /** By scene id: what does not belong on a board, and is taken out. */
  #unwanted = new Set<string>();

  constructor(options: SyncOptions) {
    this.#options = options;
  }

  /** Something here was changed on this canvas and has not been asked for. */
  isDirty({ id, version }: SceneElement): boolean {
    return this.#begun && this.#shown.get(id)?.version !== version;
  }

  /** Other fonts have come: every text is measured again. */
  fontsChanged(): void {
    this.#fonts += 1;
  }

  /**
   * The scene with everything that the board says, or nothing if it shows that already. What was
   * changed here and not asked for yet stays; `held`: what nobody may take hold of now.
   */
  project(elements: Elements, scene: Scene, held: ReadonlySet<string>): Scene | undefined {
    // What was drawn before, for somebody else or in another language, is nobody's news.
    if (!this.#begun) for (const one of scene) this.#read(one);
    this.#begun = true;
    const local = new Map(scene.map((one) => [one.id, one]));
    const texts = textsOf(scene);
    const lines = linesOf(elements.values());
    const places = placesOf(elements.values());
    const next: SceneElement[] = [];
    const known = new Map<string, Known>();
    for (const element of inOrderOfCanvas(elements.values())) {
      const { id } = element;
      const sceneId = sceneIdOf(id);
      const box = places.get(id);
      const shape = local.get(sceneId);
      const text = texts.get(sceneId);
      const before = this.#known.get(id);
      const dirty = (shape && this.isDirty(shape)) || (text && this.isDirty(text));
      if (!box) continue;
      const context = { box, lines: lines.get(id) ?? [], held: held.has(id) };
      const key = JSON.stringify([context, this.#fonts]);
      const stays = before?.element === element && before.key === key && shape && !shape.isDeleted;
      if (shape && (dirty || stays)) {
        next.push(...(text ? [shape, text] : [shape]));
        if (before) known.set(id, before);
        continue;
      }
      const { measure, words } = this.#options;
      const title = titleIn(element, words.language);
      const wanted = toScene(element, { ...context, measure, title, textId: text?.id });
      const [head, label] = wanted;
      const drawn = head && fromScene(head, label, element);
      if (!drawn) continue;
      const here = shape && !shape.isDeleted ? fromScene(shape, text, element) : undefined;
      const kept = sameDrawn(drawn, here);
      known.set(id, { drawn: (kept && here) || drawn, element, key });
      next.push(...wanted.map((one) => this.#put(one, local.get(one.id), kept)));
    }
    const ids = new Set(next.map(({ id }) => id));
    next.push(...scene.filter((one) => !ids.has(one.id) && this.#isOwn(one)));
    this.#known = known;
    const same = next.length === scene.length && next.every((one, at) => one === scene[at]);
    return same ? undefined : next;
  }

  /** What was done on the canvas since, as edits. What is `held` is not finished yet. */
  edits(elements: Elements, scene: Scene, held: ReadonlySet<string>): ElementEdit[] {
    const texts = textsOf(scene);
    const emptied = emptiedIn(scene, (one) => this.isDirty(one));
    const edits = new Map<string, ElementEdit>();
    const sequences: [Ordered[], Ordered[]] = [[], []];
    const ids = new Set(scene.map(({ id }) => id));
    for (const shape of scene) {
      const text = texts.get(shape.id);
      const id = idOf(shape.id);
      const old = id === undefined ? undefined : elements.get(id);
      if (shape.type === 'text' && shape.containerId && ids.has(shape.containerId)) {
        // It stood by itself before, and stands in something now.
        if (id && this.#known.delete(id)) edits.set(id, { id, gone: true });
        this.#read(shape);
        continue;
      }
      const moved = this.#shown.get(shape.id)?.index !== shape.index;
      const dirty =
        this.isDirty(shape) || emptied.has(shape.id) || (text !== undefined && this.isDirty(text));
      const finished = !held.has(shape.id) && !(text && held.has(text.id));
      if (dirty && finished) {
        const edit = this.#edit(id, shape, text, old);
        if (edit) edits.set(edit.id, edit);
      }
      // What others are drawing has no place in the order yet.
      if (id === undefined || shape.isDeleted || !(old || edits.has(id))) continue;
      const ordered = { id, rank: old?.rank, moved: moved && finished };
      sequences[shape.type === 'frame' ? 1 : 0].push(ordered);
    }
    for (const sequence of sequences) {
      if (!sequence.some(({ moved, rank }) => moved || rank === undefined)) continue;
      for (const [id, rank] of newRanks(sequence)) edits.set(id, { id, ...edits.get(id), rank });
    }
    return [...edits.values()];
  }

  /** As another version than any that the canvas has seen, or it would keep its own. */
  #put(wanted: SceneElement, local: SceneElement | undefined, kept: boolean): SceneElement {
    let one = wanted;
    if (local && kept) {
      const { index, locked, boundElements } = wanted;
      const same = local.index === index && local.locked === locked && !local.link;
      if (!sameLetters(local, wanted)) one = { ...wanted, index, locked };
      else if (same && sameBound(local, wanted)) {
        this.#read(local);
        return local;
      } else one = { ...local, index, locked, boundElements, link: null };
    }
    const version = Math.max(local?.version ?? 0, this.#shown.get(one.id)?.version ?? 0) + 1;
    const versionNonce = Math.floor(this.#options.random() * NONCES);
    one = { ...one, version, versionNonce, seed: local?.seed ?? one.seed, isDeleted: false };
    this.#read(one);
    return one;
  }

  /** It is on this canvas alone: it was just drawn, or the board is about to hear that it is gone. */
  #isOwn(one: SceneElement): boolean {
    if (this.#unwanted.has(one.id)) return false;
    return this.isDirty(one) && !(one.isDeleted && !this.#shown.has(one.id));
  }

  #edit(
    id: string | undefined,
    shape: SceneElement,
    text: SceneElement | undefined,
    old: Element | undefined,
  ): ElementEdit | undefined {
    this.#read(shape);
    if (text) this.#read(text);
    const known = id === undefined ? undefined : this.#known.get(id);
    if (shape.isDeleted) {
      if (!known || !id) return;
      this.#known.delete(id);
      return { id, gone: true };
    }
    const now = this.#allowed(fromScene(shape, text, old), known?.drawn);
    if (!now || (known && known.drawn.kind !== now.kind)) {
      this.#unwanted.add(shape.id);
      return id && known ? { id, gone: true } : undefined;
    }
    const { words } = this.#options;
    if (id === undefined) {
      // It comes back under a name that everyone can know it by.
      this.#unwanted.add(shape.id);
      return made(newElementId(), now, words);
    }
    if (!known) {
      const element = { id } as Element;
      this.#known.set(id, { drawn: now, element, key: '' });
      return made(id, now, words);
    }
    const { drawn: before } = known;
    this.#known.set(id, { ...known, drawn: now, key: '' });
    return changed(id, { before, now, old }, words);
  }

  /** Nothing: it cannot be on a board, or not from this person. */
  #allowed(now: Drawn | undefined, before: Drawn | undefined): Drawn | undefined {
    if (now?.kind === ElementKind.TEXT && now.text === '') return;
    if (!now || this.#options.facilitates) return now;
    if (now.kind === ElementKind.SECTION) return before;
    return { ...now, locked: before?.locked ?? false };
  }

  #read({ id, version, index }: SceneElement): void {
    this.#shown.set(id, { version, index });
  }
}

/** Are the letters broken into the same lines, as wide as before? */
function sameLetters(one: SceneElement, other: SceneElement): boolean {
  if (one.type !== 'text' || !one.containerId) return true;
  return one.text === other.text && Math.abs(one.width - other.width) < 1;
}

function sameBound(one: SceneElement, other: SceneElement): boolean {
  const names = ({ boundElements }: SceneElement) =>
    (boundElements ?? [])
      .map(({ id }) => id)
      .sort()
      .join();
  return names(one) === names(other);
}
