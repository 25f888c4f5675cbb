// Which boards this tab looks at: told to the server whenever that changes, and when it is back.
import type { BoardLook } from '../protocol/convene/v1/board_pb';
import type { ClientFrame } from '../protocol/convene/v1/wire_pb';

const NO_TOKEN: Uint8Array = new Uint8Array();

export class BoardWatch {
  readonly #say: (item: ClientFrame['item']) => void;
  readonly #max: () => number;
  readonly #counts = new Map<string, number>();
  /** The server has said that they are not for us; they are asked for again when that may change. */
  readonly #closed = new Set<string>();
  #said = '';
  #soon = false;

  constructor(say: (item: ClientFrame['item']) => void, max: () => number) {
    this.#say = say;
    this.#max = max;
  }

  has(id: string): boolean {
    return this.#counts.has(id);
  }

  get ids(): string[] {
    return [...this.#counts.keys()];
  }

  add(id: string): void {
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
    this.#change();
  }

  /** True: nobody looks at it any more. */
  drop(id: string): boolean {
    const count = (this.#counts.get(id) ?? 0) - 1;
    if (count > 0) this.#counts.set(id, count);
    else {
      this.#counts.delete(id);
      this.#closed.delete(id);
    }
    this.#change();
    return count <= 0;
  }

  close(id: string): void {
    this.#closed.add(id);
    this.#change();
  }

  /** True: it was closed, and is asked for again. */
  open(id: string): boolean {
    const was = this.#closed.delete(id);
    if (was) this.#change();
    return was;
  }

  get closed(): readonly string[] {
    return [...this.#closed];
  }

  /** After a welcome the server knows of nothing. `tokenOf`: of boards that are held. */
  anew(tokenOf: (id: string) => Uint8Array): void {
    this.#closed.clear();
    this.#said = '';
    this.#look(tokenOf);
  }

  /** What draws a board may go and another come in one breath: that is no change. */
  #change(): void {
    if (this.#soon) return;
    this.#soon = true;
    queueMicrotask(() => {
      this.#soon = false;
      this.#look(() => NO_TOKEN);
    });
  }

  #look(tokenOf: (id: string) => Uint8Array): void {
    const ids = this.ids.filter((id) => !this.#closed.has(id)).slice(0, this.#max());
    const said = ids.slice().sort().join();
    if (said === this.#said) return;
    this.#said = said;
    const boards = ids.map(
      (boardId): BoardLook => ({
        $typeName: 'convene.v1.BoardLook',
        boardId,
        resumeToken: tokenOf(boardId),
      }),
    );
    this.#say({ case: 'look', value: { $typeName: 'convene.v1.Look', boards } });
  }
}
