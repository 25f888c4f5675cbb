// Two people on one board, with delays, refusals and lost connections: in the end all hold the same.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Element } from '../protocol/convene/v1/board_pb';
import { ElementKind } from '../protocol/convene/v1/board_pb';
import type { ServerItem } from '../protocol/convene/v1/wire_pb';
import { Why } from '../protocol/convene/v1/wire_pb';
import { BOARD, BoardServer } from '../testing/board-server';
import { me, view, welcome } from '../testing/builders';
import { engineBench, settle } from '../testing/engine-bench';
import { boardsOf } from './boards';
import { isOpen } from './outbox';

beforeEach(() => void vi.useFakeTimers());

/** Nobody sends heartbeats here. */
const HOURS_MS = 10_000_000;

/** Chance that a seed fixes. */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

async function client(server: BoardServer, personId: string) {
  const bench = engineBench();
  const boards = boardsOf(bench.engine);
  const queue: ServerItem['item'][] = [];
  let read = 0;
  boards.watch(BOARD);
  const greet = (why: Why) => {
    queue.length = 0;
    read = 0;
    const fresh = { view: view({ me: me({ personId }) }), resumeToken: server.token };
    const resumed = { view: undefined, resumeToken: new Uint8Array() };
    bench.sockets.last.receive(
      welcome({ why, heartbeatIntervalMs: HOURS_MS, ...(why === Why.FRESH ? fresh : resumed) }),
    );
  };
  await bench.arrive();
  greet(Why.FRESH);
  return {
    personId,
    boards,
    queue,
    bench,
    get state() {
      return boards.store(BOARD).get();
    },
    /** The next frame that this client has sent and the server has not read. */
    next: () => {
      const frame = bench.sockets.last.sent[read];
      if (frame) read += 1;
      return frame;
    },
    deliver(count: number) {
      const items = queue.splice(0, count);
      if (items.length > 0) bench.sockets.last.receive(...items);
    },
    async breakDown(why: Why) {
      bench.sockets.last.drop();
      await bench.comeBack();
      greet(why);
      await settle();
    },
    get open() {
      return bench.state.pending.filter(isOpen);
    },
  };
}

type Client = Awaited<ReturnType<typeof client>>;

function read(server: BoardServer, from: Client, all: Client[], refuse: boolean): boolean {
  const frame = from.next();
  if (!frame) return false;
  if (frame.case === 'look') {
    for (const look of frame.value.boards) from.queue.push(...server.look(look));
  }
  if (frame.case === 'command') {
    const { answer, changes } = server.hear(from.personId, frame.value, refuse);
    for (const one of all) one.queue.push(...changes);
    from.queue.push(answer);
  }
  return true;
}

function act(one: Client, random: (below: number) => number, made: string[]) {
  const id = made[random(made.length)] ?? 'elm_none';
  switch (random(8)) {
    case 0:
    case 1: {
      const fresh = `elm_${made.length}`;
      made.push(fresh);
      const edit = { id: fresh, kind: ElementKind.NOTE, text: `${one.personId} ${random(99)}` };
      return void one.boards.edit(BOARD, [edit]);
    }
    case 2:
    case 3:
      return void one.boards.edit(BOARD, [{ id, text: `${one.personId} ${random(999)}` }]);
    case 4:
      return void one.boards.edit(BOARD, [{ id, x: random(50), y: random(50) }]);
    case 5:
      return void one.boards.edit(BOARD, [{ id, gone: random(2) === 0 }]);
    case 6:
      return void one.boards.undo(BOARD);
    default:
      return void one.boards.redo(BOARD);
  }
}

/** What people see of it: without what a copy over the wire adds. */
function plain(elements: ReadonlyMap<string, Element>) {
  return [...elements.values()]
    .map(({ id, kind, text, x, y, authorId, rank }) => ({ id, kind, text, x, y, authorId, rank }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

test.each(Array.from({ length: 25 }, (_, seed) => seed + 1))('seed %i', async (seed) => {
  const random = chance(seed);
  const server = new BoardServer();
  const all = [await client(server, 'per_me'), await client(server, 'per_ana')];
  const made: string[] = [];
  await settle();
  for (let step = 0; step < 300; step += 1) {
    const one = all[random(2)] as Client;
    switch (random(12)) {
      case 0:
        if (random(3) === 0) await one.breakDown(random(3) === 0 ? Why.FRESH : Why.RESUMED);
        break;
      case 1:
      case 2:
      case 3:
        act(one, random, made);
        break;
      case 4:
      case 5:
      case 6:
      case 7:
        read(server, one, all, random(5) === 0);
        break;
      default:
        one.deliver(1 + random(3));
    }
  }
  for (const one of all) while (read(server, one, all, false)) one.deliver(1);
  for (const one of all) one.deliver(one.queue.length);
  for (const one of all) {
    expect(one.open).toEqual([]);
    expect(one.state.state).toBe('open');
    expect(one.state.waiting.size).toBe(0);
    expect(plain(one.state.elements)).toEqual(plain(server.elements));
  }
  // The case is worth something: there was something to agree on.
  expect(made.length).toBeGreaterThan(5);
});
