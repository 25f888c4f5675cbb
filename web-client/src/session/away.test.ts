// What someone is told who comes back: from changes that follow, or from a whole new view.
import { create } from '@bufbuild/protobuf';
import { beforeEach, expect, test, vi } from 'vitest';
import { PresenceCheckSchema, SessionState } from '../protocol/convene/v1/session_pb';
import { SpotlightSchema } from '../protocol/convene/v1/spotlight_pb';
import type { ServerItem } from '../protocol/convene/v1/wire_pb';
import { Why } from '../protocol/convene/v1/wire_pb';
import {
  ANA,
  agendaItem,
  changed,
  channel,
  item,
  line,
  lineAdded,
  now,
  session,
  token,
  view,
  welcome,
} from '../testing/builders';
import { engineBench } from '../testing/engine-bench';

beforeEach(() => void vi.useFakeTimers());

const WELCOME_STEP = agendaItem('ag_1');
const TALK_STEP = agendaItem('ag_2');
const BEFORE = view({ session: session({ state: SessionState.LOBBY }), now: now(WELCOME_STEP) });

const check = (n: number) => create(PresenceCheckSchema, { check: n, askedAtMs: 5n, endsAtMs: 9n });
const ana = create(SpotlightSchema, { on: { case: 'personId', value: ANA } });
const moves = [
  changed({ case: 'session', value: session({ state: SessionState.LIVE }) }),
  changed({ case: 'now', value: now(TALK_STEP) }),
  changed({ case: 'check', value: check(1) }),
  changed({ case: 'spotlight', value: ana }),
];
const AFTER = view({
  session: session({ state: SessionState.LIVE }),
  now: now(TALK_STEP),
  check: check(1),
  spotlight: ana,
});
const ALL = {
  state: { from: SessionState.LOBBY, to: SessionState.LIVE },
  step: { from: WELCOME_STEP, to: TALK_STEP },
  check: check(1),
  spotlight: { to: ana },
};
const RESUMED = { why: Why.RESUMED, view: undefined, resumeToken: token('') };
const heartbeat = item({ case: 'heartbeat', value: {} });

async function bench(shown = BEFORE) {
  const { engine, sockets, arrive, comeBack } = engineBench();
  await arrive();
  sockets.last.receive(welcome({ view: shown }));
  return {
    engine,
    away: () => engine.store.get().away,
    receive: (...items: ServerItem['item'][]) => sockets.last.receive(...items),
    /** Nothing is heard for so long; then the connection is there again. */
    async sleeps(ms: number) {
      await vi.advanceTimersByTimeAsync(1);
      vi.setSystemTime(Date.now() + ms);
      sockets.last.drop();
      await comeBack();
    },
  };
}

test('resumed: all that the missed changes have led to', async () => {
  const it = await bench();
  await it.sleeps(180_000);
  it.receive(welcome(RESUMED), ...moves.slice(0, 2));
  it.receive(...moves.slice(2), heartbeat);
  expect(it.away()?.meanwhile).toEqual(ALL);
  expect(it.away()?.ms).toBeGreaterThanOrEqual(180_000);
});

test('a new view: the same', async () => {
  const it = await bench();
  await it.sleeps(180_000);
  it.receive(welcome({ view: AFTER }));
  expect(it.away()?.meanwhile).toEqual(ALL);
});

test('what happens after the return is seen, and not told', async () => {
  const it = await bench();
  await it.sleeps(180_000);
  it.receive(welcome(RESUMED), heartbeat);
  it.receive(...moves);
  expect(it.away()).toMatchObject({ lines: 0, meanwhile: {} });
});

test('what was moved and moved back is not told', async () => {
  const it = await bench();
  await it.sleeps(180_000);
  const back = changed({ case: 'now', value: now(WELCOME_STEP) });
  it.receive(welcome(RESUMED), changed({ case: 'now', value: now(TALK_STEP) }), back, heartbeat);
  expect(it.away()?.meanwhile).toEqual({});
});

test('more time for the same step is no other step', async () => {
  const it = await bench();
  await it.sleeps(180_000);
  const longer = changed({ case: 'now', value: now(WELCOME_STEP, { endsAtMs: 99n }) });
  it.receive(welcome(RESUMED), longer, heartbeat);
  expect(it.away()?.meanwhile).toEqual({});
});

test('a spotlight that was taken away, and a step that is over', async () => {
  const it = await bench(AFTER);
  await it.sleeps(180_000);
  const nothing = create(SpotlightSchema);
  it.receive(
    welcome(RESUMED),
    changed({ case: 'spotlight', value: nothing }),
    changed({ case: 'now', value: now() }),
    heartbeat,
  );
  expect(it.away()?.meanwhile).toEqual({
    spotlight: { to: undefined },
    step: { from: TALK_STEP, to: undefined },
  });
});

test('short absences are told when something has happened, otherwise not', async () => {
  const it = await bench();
  await it.sleeps(1000);
  it.receive(welcome(RESUMED), heartbeat);
  expect(it.away()).toBeUndefined();
  await it.sleeps(1000);
  it.receive(welcome(RESUMED), ...moves, heartbeat);
  expect(it.away()?.meanwhile).toEqual(ALL);
});

test('a stumble right after the return leaves what was told, and adds to it', async () => {
  const it = await bench();
  await it.sleeps(180_000);
  it.receive(welcome(RESUMED), lineAdded(line('ln_1')), ...moves.slice(0, 2), heartbeat);
  await it.sleeps(1000);
  const lines = [line('ln_1'), line('ln_2')];
  it.receive(welcome({ view: { ...AFTER, channels: [channel({ lines })] } }));
  expect(it.away()).toMatchObject({ lines: 2, meanwhile: ALL });
  expect(it.away()?.ms).toBeGreaterThanOrEqual(180_000);
});

test('what was dismissed is not told again', async () => {
  const it = await bench();
  await it.sleeps(180_000);
  it.receive(welcome(RESUMED), ...moves, heartbeat);
  it.engine.dismissAway();
  expect(it.away()).toBeUndefined();
  await it.sleeps(1000);
  it.receive(welcome(RESUMED), heartbeat);
  expect(it.away()).toBeUndefined();
});
