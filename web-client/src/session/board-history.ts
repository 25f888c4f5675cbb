// Undo and redo of one person on one board: only what is still as they left it is taken back.
import type { Element } from '../protocol/convene/v1/board_pb';
import { ElementKind } from '../protocol/convene/v1/board_pb';
import type { EditedField, ElementEdit, Elements } from './board-elements';
import { EDITED, sameValue, unset } from './board-elements';

/** What came of an undo: all of it, a part, nothing as others have gone on, or nothing is left. */
export type Undone = 'all' | 'part' | 'kept' | 'nothing';

type Values = Partial<Record<EditedField, unknown>>;

type Deed =
  | { kind: 'made'; id: string; after: Values }
  /** With what it was, to know what others have done to it since. */
  | { kind: 'changed'; id: string; before: Values; after: Values }
  | { kind: 'removed'; id: string; before: Values }
  | { kind: 'putBack'; id: string; after: Values };

interface Act {
  deeds: readonly Deed[];
  /** The command, by which it is forgotten when it is refused. */
  key: string;
}

const ACTS_MAX = 200;

export interface Taking {
  edits: ElementEdit[];
  undone: Undone;
}

export class BoardHistory {
  #done: Act[] = [];
  #taken: Act[] = [];
  /** Of the one that is being made, until its command has a key. */
  #deeds: readonly Deed[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#taken.length > 0;
  }

  /** Before it is done: what is shown now is what it would be put back to. */
  note(shown: Elements, edits: readonly ElementEdit[]): void {
    this.#deeds = deedsOf(shown, edits);
  }

  did(key: string): void {
    this.#push(this.#done, key);
    this.#taken = [];
  }

  undid(key: string): void {
    this.#push(this.#taken, key);
  }

  redid(key: string): void {
    this.#push(this.#done, key);
  }

  /** These commands were refused: there is nothing to take back. */
  refused(keys: ReadonlySet<string>): void {
    const kept = ({ key }: Act) => !keys.has(key);
    if (!this.#done.every(kept)) this.#done = this.#done.filter(kept);
    if (!this.#taken.every(kept)) this.#taken = this.#taken.filter(kept);
  }

  undo(shown: Elements, meId: string): Taking {
    return take(this.#done, shown, meId);
  }

  redo(shown: Elements, meId: string): Taking {
    return take(this.#taken, shown, meId);
  }

  #push(acts: Act[], key: string): void {
    if (this.#deeds.length > 0) acts.push({ deeds: this.#deeds, key });
    if (acts.length > ACTS_MAX) acts.shift();
    this.#deeds = [];
  }
}

/** The newest act goes, whether anything can be taken back or not. */
function take(acts: Act[], shown: Elements, meId: string): Taking {
  const act = acts.pop();
  if (!act) return { edits: [], undone: 'nothing' };
  const back = [...act.deeds].reverse().map((deed) => backOf(deed, shown, meId));
  const edits = back.flatMap(({ edit }) => edit ?? []);
  const whole = back.every((one) => one.whole);
  return { edits, undone: edits.length === 0 ? 'kept' : whole ? 'all' : 'part' };
}

function deedsOf(shown: Elements, edits: readonly ElementEdit[]): Deed[] {
  return edits.flatMap((edit): Deed[] => {
    const { id } = edit;
    const old = shown.get(id);
    if (edit.gone) return old ? [{ kind: 'removed', id, before: valuesOf(old) }] : [];
    if (!old && edit.gone === false) return [{ kind: 'putBack', id, after: valuesOf(edit) }];
    if (!old) return edit.kind ? [{ kind: 'made', id, after: valuesOf(edit) }] : [];
    const after = changesOf(old, edit);
    const before: Values = {};
    for (const field of fieldsOf(after)) before[field] = old[field] ?? unset(field);
    return fieldsOf(after).length > 0 ? [{ kind: 'changed', id, before, after }] : [];
  });
}

function backOf(deed: Deed, shown: Elements, meId: string): { edit?: ElementEdit; whole: boolean } {
  const { id } = deed;
  const now = shown.get(id);
  switch (deed.kind) {
    case 'removed':
      return now ? { whole: false } : { edit: { id, gone: false }, whole: true };
    case 'made':
    case 'putBack': {
      // Gone already: that is what was wanted.
      if (!now) return { whole: true };
      const touched = fieldsOf(deed.after).some(
        (field) => !sameValue(now[field], deed.after[field]),
      );
      if (touched || others(shown, now, deed.after, meId)) return { whole: false };
      return { edit: { id, gone: true }, whole: true };
    }
    case 'changed': {
      const fields = fieldsOf(deed.after);
      if (!now) return { whole: false };
      const mine = fields.filter((field) => sameValue(now[field], deed.after[field]));
      if (mine.length === 0) return { whole: false };
      const values: Values = {};
      for (const field of mine) values[field] = deed.before[field];
      const edit = { id, ...values } as ElementEdit;
      return { edit, whole: mine.length === fields.length };
    }
  }
}

/** Somebody else has set what I had not, or made something that belongs to it. */
function others(shown: Elements, now: Element, after: Values, meId: string): boolean {
  const set = EDITED.some((field) => {
    return !(field in after) && !sameValue(now[field] ?? unset(field), unset(field));
  });
  if (set) return true;
  for (const one of shown.values()) {
    const belongs = one.parentId === now.id || one.sectionId === now.id;
    const sticks = one.fromId === now.id || one.toId === now.id;
    if ((belongs || sticks) && one.authorId !== meId) return true;
  }
  return now.kind === ElementKind.UNSPECIFIED;
}

function valuesOf(of: ElementEdit): Values {
  const values: Values = {};
  for (const field of EDITED) if (of[field] !== undefined) values[field] = of[field];
  return values;
}

function changesOf(old: Element, edit: ElementEdit): Values {
  const values = valuesOf(edit);
  for (const field of fieldsOf(values)) {
    if (sameValue(old[field] ?? unset(field), values[field])) delete values[field];
  }
  return values;
}

function fieldsOf(values: Values): EditedField[] {
  return Object.keys(values) as EditedField[];
}
