// Planning anew: what is kept, what it was before, and whom one has met in earlier sessions.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { SessionsSchema, WhoamiSchema } from '../../../../protocol/convene/v1/api_pb';
import { RoundPlanSchema, UnplacedWhy } from '../../../../protocol/convene/v1/breakout_pb';
import { Permission } from '../../../../protocol/convene/v1/roster_pb';
import { SessionState } from '../../../../protocol/convene/v1/session_pb';
import { ANA, person, session } from '../../../../testing/builders';
import {
  atTheForm,
  atTheRooms,
  facilitating,
  PLAN_ROUTE,
  TOM,
} from '../../../../testing/facilitator-bench';
import { ok, serve } from '../../../../testing/fake-server';
import { room, round } from '../../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const bare = { channelId: '' };
const apart = [room(1, [ANA], bare), room(2, [TOM], bare)];
const together = [room(1, [ANA, TOM], bare)];
const figures = (pairs: number, kept = 0) => ({
  rooms: 2,
  smallest: 1,
  largest: 1,
  kept,
  moved: kept > 0 ? 1 : 0,
  repeats: { pairs, byChance: 11, bound: 0 },
});
const planned = (rooms: typeof apart, pairs: number, kept = 0) =>
  ok(RoundPlanSchema, create(RoundPlanSchema, { rooms, report: figures(pairs, kept) }));
const cards = () => screen.getAllByTestId('plan-room').map(({ textContent }) => textContent);
const bodyOf = (fetch: ReturnType<typeof serve>, at = 0) =>
  JSON.parse(String(fetch.mock.calls[at]?.[1].body));

async function plannedOnce() {
  serve({ [PLAN_ROUTE]: planned(apart, 3) });
  const bench = await atTheForm();
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  await screen.findByText(/^2 rooms of 1, 3 pairs meet again/);
  return bench;
}

async function again(
  bench: Awaited<ReturnType<typeof atTheForm>>,
  answer = planned(together, 0, 1),
) {
  const fetch = serve({ [PLAN_ROUTE]: answer });
  await bench.user.click(screen.getByRole('button', { name: 'Plan again' }));
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1));
  await screen.findByText('Compare with the plan before');
  return fetch;
}

const keep = () => screen.getByRole('checkbox', { name: /^Keep what is planned/ });

test('what was never saved is kept by sending its rooms, and the difference is said', async () => {
  const bench = await plannedOnce();
  await bench.user.click(keep());
  const fetch = await again(bench);
  expect(bodyOf(fetch)).toMatchObject({
    keepRooms: [
      { number: 1, places: [{ personId: ANA }] },
      { number: 2, places: [{ personId: TOM }] },
    ],
  });
  expect(bodyOf(fetch).keepRoundId).toBeUndefined();
  expect(screen.getByText('1 person stays where they were, 1 moves.')).toBeTruthy();
});

test('what is saved is kept by its name, until it is changed by hand', async () => {
  const saved = round('rd_1', { rooms: apart });
  const bench = await atTheRooms(facilitating({ rounds: [saved] }));
  await bench.user.click(screen.getByRole('button', { name: 'Change the plan of “Round rd_1”' }));
  await bench.user.click(keep());
  const first = await again(bench, planned(apart, 0));
  expect(bodyOf(first)).toMatchObject({ keepRoundId: 'rd_1' });
  expect(bodyOf(first).keepRooms).toBeUndefined();
  await bench.user.click(screen.getByRole('button', { name: 'Move Tom Becker' }));
  await bench.user.selectOptions(
    screen.getByRole('combobox', { name: 'Where Tom Becker goes' }),
    'Room 1 (1)',
  );
  await bench.user.click(screen.getByRole('button', { name: 'Move there' }));
  const second = await again(bench);
  expect(bodyOf(second).keepRoundId).toBeUndefined();
  expect(bodyOf(second).roundId).toBe('rd_1');
  expect(bodyOf(second).keepRooms[0].places).toHaveLength(2);
});

test('without keeping, nothing is sent to keep', async () => {
  const fetch = await again(await plannedOnce());
  expect(bodyOf(fetch).keepRooms).toBeUndefined();
});

test('the plan before stands beside the new one, and is taken back and back again', async () => {
  const bench = await plannedOnce();
  await again(bench);
  expect(cards()).toHaveLength(1);
  const before = within(screen.getByRole('region', { name: 'The plan before' }));
  expect(before.getByText(/3 pairs meet again/)).toBeTruthy();
  expect(before.getByText('Pairs that meet again: 3. By chance 11; at the fewest 0.')).toBeTruthy();
  const present = within(screen.getByRole('region', { name: 'This plan' }));
  expect(present.getByText(/nobody meets again/)).toBeTruthy();
  await bench.user.click(screen.getByText('Compare with the plan before'));
  const back = screen.getByRole('button', { name: 'Take the earlier one back' });
  await bench.user.click(back);
  expect(cards()).toHaveLength(2);
  expect(document.activeElement).toBe(back);
  expect(screen.getByText('The two plans have changed places.')).toBeTruthy();
  await bench.user.keyboard('{Enter}');
  expect(cards()).toHaveLength(1);
});

const ended = (id: string, atMs: number) =>
  session({
    id,
    state: SessionState.ENDED,
    title: { en: `Session ${id}`, es: '' },
    scheduledAtMs: BigInt(atMs),
  });
const seat = (id: string, permission: Permission) => ({
  session: ended(id, 1),
  person: person('per_1', 'Fay', { permission }),
});
const accounts = {
  'GET /api/me': ok(WhoamiSchema, {
    account: { id: 'acc_1' },
    seats: [seat('ses_a', Permission.FACILITATOR), seat('ses_z', Permission.PARTICIPANT)],
  }),
  'GET /api/sessions': ok(SessionsSchema, {
    sessions: [
      { session: ended('ses_1', 9) },
      ...[2, 5, 3, 4].map((at) => ({ session: ended(`ses_${'abcdef'[at]}`, at) })),
      { session: session({ id: 'ses_live' }) },
    ],
  }),
};

test('earlier sessions that one has run are offered, newest first, four at most', async () => {
  serve(accounts);
  const bench = await atTheForm();
  await bench.user.click(screen.getByText('More', { selector: 'summary' }));
  const group = await screen.findByRole('group', { name: 'Who met there should not meet again' });
  await within(group).findByRole('checkbox', { name: /^Session ses_f/ });
  const boxes = within(group).getAllByRole('checkbox') as HTMLInputElement[];
  expect(boxes.map((box) => box.closest('label')?.textContent?.slice(0, 13))).toEqual(
    ['f', 'e', 'd', 'c', 'a'].map((one) => `Session ses_${one}`),
  );
  expect(boxes.filter(({ checked }) => checked)).toEqual([]);
  for (const box of boxes.slice(0, 4)) await bench.user.click(box);
  expect(boxes[4]?.disabled).toBe(true);
  const fetch = serve({ [PLAN_ROUTE]: planned(apart, 3) });
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  await screen.findByText(/3 pairs meet again/);
  expect(bodyOf(fetch).earlierSessionIds).toEqual(['ses_f', 'ses_e', 'ses_d', 'ses_c']);
});

test('who is placed although a rule speaks against it is named, with the room', async () => {
  const decisions = [{ why: UnplacedWhy.LANGUAGE, personIds: [TOM], rooms: [2] }];
  const report = { ...figures(0), undecided: 1 };
  serve({ [PLAN_ROUTE]: ok(RoundPlanSchema, { rooms: apart, report, decisions }) });
  const bench = await atTheForm();
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  await screen.findByText(/1 person needs a decision/);
  const list = screen.getByRole('list', { name: 'Placed although a rule speaks against it' });
  expect(list.textContent).toBe('Tom Becker · Room 2 · nobody there speaks their language');
});
