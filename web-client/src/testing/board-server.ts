// A server of one board for tests: it orders what clients ask for, and refuses when it is told to.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { Board, BoardLook, Element } from '../protocol/convene/v1/board_pb';
import {
  BoardMode,
  BoardOpenedSchema,
  BoardSchema,
  ElementKind,
  ElementSchema,
  Face,
} from '../protocol/convene/v1/board_pb';
import { ErrorCode } from '../protocol/convene/v1/error_pb';
import type { Command, ServerItem } from '../protocol/convene/v1/wire_pb';
import { ServerItemSchema } from '../protocol/convene/v1/wire_pb';
import { merged } from '../session/board-elements';

export const BOARD = 'brd_1';

export function board(more: MessageInitShape<typeof BoardSchema> = {}): Board {
  return create(BoardSchema, {
    id: BOARD,
    title: { en: 'What we saw', es: 'Lo que vimos' },
    face: Face.NOTES,
    mode: BoardMode.OPEN,
    shared: true,
    ...(more as object),
  });
}

export function element(id: string, more: MessageInitShape<typeof ElementSchema> = {}): Element {
  return create(ElementSchema, { id, ...(more as object) });
}

export function note(id: string, more: MessageInitShape<typeof ElementSchema> = {}): Element {
  const made = { kind: ElementKind.NOTE, rank: 'V', text: `Text of ${id}`, authorId: 'per_ana' };
  return element(id, { ...made, ...(more as object) });
}

export function opened(
  elements: Element[],
  more: MessageInitShape<typeof BoardOpenedSchema> = {},
): ServerItem['item'] {
  const value = create(BoardOpenedSchema, {
    ...{ board: board(), anew: true, elements },
    ...(more as object),
  });
  return { case: 'boardOpened', value };
}

export function changed(elements: Element[], more: object = {}): ServerItem['item'] {
  const value = { boardId: BOARD, elements, ...more };
  return create(ServerItemSchema, { item: { case: 'boardChanged', value } }).item;
}

interface Said {
  change: Element;
  by: string;
}

export class BoardServer {
  readonly elements = new Map<string, Element>();
  readonly #gone = new Map<string, Element>();
  readonly #log: Said[] = [];
  readonly #heard = new Map<string, Map<bigint, ServerItem['item']>>();

  /** How a resume token is written here. */
  get token(): Uint8Array {
    return new TextEncoder().encode(String(this.#log.length));
  }

  /** What the one who looks gets: all in two parts, or what is new since the token. */
  look({ resumeToken }: BoardLook): ServerItem['item'][] {
    if (resumeToken.length === 0) {
      const all = [...this.elements.values()];
      const half = Math.floor(all.length / 2);
      return [opened(all.slice(0, half), { more: true }), opened(all.slice(half), { anew: false })];
    }
    const since = Number(new TextDecoder().decode(resumeToken));
    const ids = new Set(this.#log.slice(since).map(({ change }) => change.id));
    const news = [...ids].map((id) => this.elements.get(id) ?? element(id, { gone: true }));
    return [opened(news, { anew: false })];
  }

  /** The answer, and what others hear of it. A number that was heard before changes nothing. */
  hear(personId: string, command: Command, refuse: boolean) {
    const heard = this.#heard.get(personId) ?? new Map<bigint, ServerItem['item']>();
    this.#heard.set(personId, heard);
    const before = heard.get(command.n);
    if (before) return { answer: before, changes: [] };
    const changes =
      refuse || command.body.case !== 'editBoard' ? [] : this.#edit(personId, command);
    const { n } = command;
    const { item: answer } = create(ServerItemSchema, {
      item: refuse
        ? { case: 'reject', value: { n, code: ErrorCode.ELEMENT_LOCKED } }
        : { case: 'ack', value: { n, resumeToken: this.token } },
    });
    heard.set(n, answer);
    return { answer, changes };
  }

  #edit(personId: string, { body }: Command): ServerItem['item'][] {
    if (body.case !== 'editBoard') return [];
    const changes = body.value.elements.flatMap((edit) => this.#one(personId, copy(edit)));
    for (const change of changes) this.#log.push({ change, by: personId });
    return changes.length > 0 ? [changed(changes)] : [];
  }

  #one(personId: string, edit: Element): Element[] {
    const { id } = edit;
    const old = this.elements.get(id);
    const gone = this.#gone.get(id);
    if (edit.gone) {
      if (!old) return [];
      this.elements.delete(id);
      this.#gone.set(id, old);
      return [element(id, { gone: true })];
    }
    if (gone && edit.gone !== false) return [];
    const base = old ?? gone;
    if (!base && edit.kind === ElementKind.UNSPECIFIED) return [];
    const next = base ? merged(base, edit) : { ...edit, authorId: personId, madeAtMs: 1n };
    delete next.gone;
    this.elements.set(id, next);
    this.#gone.delete(id);
    return [old ? edit : { ...next, gone: false }];
  }
}

function copy(of: Element): Element {
  return fromBinary(ElementSchema, toBinary(ElementSchema, of));
}
