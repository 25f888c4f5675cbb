// Protocols to start from: one round to be changed, or several that are planned and saved together.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { RoomRole, RoundPlanSchema, Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import { ErrorCode } from '../../../../protocol/convene/v1/error_pb';
import { ANA, item } from '../../../../testing/builders';
import { atTheForm, PLAN_ROUTE, TOM } from '../../../../testing/facilitator-bench';
import { ok, problem, serve } from '../../../../testing/fake-server';
import { room } from '../../../../testing/rounds';
import { resizeTo, turnNarrow, WIDE } from '../../../../testing/window-width';
import { TEMPLATES } from './templates';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

type Bench = Awaited<ReturnType<typeof atTheForm>>;

const plan = create(RoundPlanSchema, { rooms: [room(1, [ANA, TOM], { channelId: '' })] });
const answers = () => serve({ [PLAN_ROUTE]: ok(RoundPlanSchema, plan) });
const from = () => screen.getByRole('combobox', { name: 'Start from' });
const value = (name: string) => (screen.getByRole('textbox', { name }) as HTMLInputElement).value;

/** The server takes the round that was asked for last, as this one. */
async function take(bench: Bench, n: number, id: string) {
  await vi.waitFor(() => expect(bench.commands).toHaveLength(n));
  const asked = bench.last;
  const round = (asked?.case === 'putRound' && asked.value.round) as Round;
  bench.change({ case: 'roundPut', value: { ...round, id: round.id || id } });
  bench.receive(item({ case: 'ack', value: { n: BigInt(n) } }));
  return round;
}

test('a template of one round fills the form, with words in both languages', async () => {
  const bench = await atTheForm();
  await bench.user.selectOptions(from(), 'Consultancy');
  await screen.findByText(/Mixed rooms of five\./);
  expect(value('What the round is called, in Spanish (optional)')).toBe('Consultoría');
  answers();
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  await screen.findAllByTestId('plan-room');
  await bench.user.click(screen.getByRole('button', { name: 'Save the plan' }));
  expect(bench.last).toMatchObject({
    case: 'putRound',
    value: {
      round: {
        title: { en: 'Consultancy', es: 'Consultoría' },
        minutes: 45,
        spec: { strategy: Strategy.MIXED, size: 5 },
        roles: [RoomRole.TIMEKEEPER, RoomRole.PRESENTER],
        steps: [
          { title: { en: 'Present', es: 'Presentar' }, minutes: 5 },
          { minutes: 5 },
          { minutes: 10 },
          { minutes: 15, silent: RoomRole.PRESENTER },
          { minutes: 5 },
          { minutes: 5 },
        ],
      },
    },
  });
});

test('1-2-4-All is two rounds: the second comes from the saved first, and opens after it', async () => {
  const fetch = answers();
  const bench = await atTheForm();
  await bench.user.selectOptions(from(), '1-2-4-All');
  await bench.user.click(
    await screen.findByRole('button', { name: 'Plan and save these 2 rounds' }),
  );
  await screen.findByText('Planning and saving “Pairs” (1 of 2)…');
  const pairs = await take(bench, 1, 'rd_a');
  expect(pairs).toMatchObject({ minutes: 2, spec: { size: 2, max: 3 }, rooms: [{ number: 1 }] });
  const fours = await take(bench, 2, 'rd_b');
  expect(fours).toMatchObject({
    minutes: 5,
    title: { en: 'Fours', es: 'Grupos de cuatro' },
    spec: { strategy: Strategy.NESTED, fromRoundId: 'rd_a' },
  });
  const linked = await take(bench, 3, '');
  expect(linked).toMatchObject({ id: 'rd_a', nextRoundId: 'rd_b', rooms: [{ number: 1 }] });
  expect(await screen.findByText('2 rounds are planned and saved: “Pairs”, “Fours”.')).toBeTruthy();
  const titles = screen.getAllByTestId('round').map((one) => within(one).getByRole('heading'));
  expect(titles.map(({ textContent }) => textContent)).toEqual(['Pairs', 'Fours']);
  await bench.user.click(screen.getByRole('button', { name: 'All right' }));
  expect(screen.queryByText(/^2 rounds are planned/)).toBeNull();
  expect(document.activeElement?.textContent).toBe('Breakout rooms');
  const bodies = fetch.mock.calls.map(([, init]) => JSON.parse(String(init.body)));
  expect(bodies).toMatchObject([
    { seed: 1, spec: { strategy: 'STRATEGY_BALANCED_RANDOM' } },
    { seed: 2, spec: { fromRoundId: 'rd_a' } },
  ]);
});

test('what failed is said with what is there, and goes on from there', async () => {
  answers();
  const bench = await atTheForm();
  await bench.user.selectOptions(from(), 'Jigsaw');
  await bench.user.click(
    await screen.findByRole('button', { name: 'Plan and save these 2 rounds' }),
  );
  await vi.waitFor(() => expect(bench.commands).toHaveLength(1));
  serve({ [PLAN_ROUTE]: problem(503, ErrorCode.RETRY_LATER) });
  await take(bench, 1, 'rd_a');
  const words = await screen.findByText(/^“Home rooms” could not be planned and saved\./);
  expect(words.textContent).toMatch(/These are there: “Expert rooms”\.$/);
  answers();
  await bench.user.click(screen.getByRole('button', { name: 'Try again from there' }));
  const home = await take(bench, 2, 'rd_b');
  expect(home.spec).toMatchObject({ strategy: Strategy.JIGSAW, fromRoundId: 'rd_a' });
  // A break may lie between them: nothing opens by itself.
  await screen.findByText('2 rounds are planned and saved: “Expert rooms”, “Home rooms”.');
  expect(bench.commands).toHaveLength(2);
});

test('a round that the server refuses is said there, and not a second time', async () => {
  answers();
  const bench = await atTheForm();
  await bench.user.selectOptions(from(), 'Jigsaw');
  await bench.user.click(
    await screen.findByRole('button', { name: 'Plan and save these 2 rounds' }),
  );
  await vi.waitFor(() => expect(bench.commands).toHaveLength(1));
  bench.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.FULL } }));
  await screen.findByText(/^“Expert rooms” could not be planned and saved\./);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('World Café asks for hosts, who stay in all three rounds', async () => {
  const fetch = answers();
  const bench = await atTheForm();
  await bench.user.selectOptions(from(), 'World Café');
  const begin = await screen.findByRole('button', { name: 'Plan and save these 3 rounds' });
  await bench.user.click(begin);
  expect(screen.getByText('Choose at least one host.')).toBeTruthy();
  expect(fetch).not.toHaveBeenCalled();
  await bench.user.click(screen.getByRole('checkbox', { name: /^Tom Becker/ }));
  await bench.user.click(begin);
  const rounds = [await take(bench, 1, 'rd_a'), await take(bench, 2, 'rd_b')];
  rounds.push(await take(bench, 3, 'rd_c'));
  expect(rounds.map(({ spec }) => spec?.hostIds)).toEqual([[TOM], [TOM], [TOM]]);
  expect(rounds.map(({ title }) => title?.es)).toEqual(
    [1, 2, 3].map((n) => `Café mundial, ronda ${n}`),
  );
  expect(await take(bench, 4, '')).toMatchObject({ id: 'rd_a', nextRoundId: 'rd_b' });
  expect(await take(bench, 5, '')).toMatchObject({ id: 'rd_b', nextRoundId: 'rd_c' });
  await screen.findByText(/^3 rounds are planned and saved/);
});

test('a window of another width leaves the planner as it is', async () => {
  const bench = await atTheForm();
  await bench.user.selectOptions(from(), 'World Café');
  await bench.user.click(await screen.findByRole('checkbox', { name: /^Tom Becker/ }));
  turnNarrow();
  await screen.findByRole('tab', { name: 'Rooms' });
  await screen.findByRole('button', { name: 'Plan and save these 3 rounds' });
  expect(screen.getByRole('group', { name: 'Hosts: 1' })).toBeTruthy();
  await bench.user.selectOptions(from(), 'Gallery walk');
  await screen.findByRole('button', { name: 'Plan' });
  resizeTo(WIDE);
  expect(value('What the round is called, in English')).toBe('Gallery walk');
});

test('what nobody has changed is no plan that was begun', async () => {
  const bench = await atTheForm();
  await bench.user.click(screen.getByRole('button', { name: 'Back to all rounds' }));
  expect(screen.queryByText(/A plan that you began/)).toBeNull();
});

test.each(TEMPLATES)('$key: its steps fit into its minutes', ({ rounds }) => {
  for (const { steps = [], minutes } of rounds) {
    const sum = steps.reduce((all, step) => all + step.minutes, 0);
    expect(steps.length === 0 ? minutes : sum).toBe(minutes);
  }
});

test('nobody is asked for what a template does not need', async () => {
  const bench = await atTheForm();
  await bench.user.selectOptions(from(), '1-2-4-All');
  await screen.findByRole('button', { name: 'Plan and save these 2 rounds' });
  expect(screen.queryByRole('textbox', { name: 'People in a room' })).toBeNull();
  expect(screen.queryByText(/^Hosts/)).toBeNull();
});
