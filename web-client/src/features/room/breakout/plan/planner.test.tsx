// Facilitators plan a round: deal, see how good that is, change it by hand, save.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  RoundPlanSchema,
  Strategy,
  UnplacedWhy,
} from '../../../../protocol/convene/v1/breakout_pb';
import { ErrorCode } from '../../../../protocol/convene/v1/error_pb';
import { JobRole, Permission } from '../../../../protocol/convene/v1/roster_pb';
import type { View } from '../../../../protocol/convene/v1/view_pb';
import { ANA, item, ME, me, person, view } from '../../../../testing/builders';
import { ok, problem, serve } from '../../../../testing/fake-server';
import { enterRoom } from '../../../../testing/room-bench';
import { room, round } from '../../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const TOM = 'per_tom';
const LEE = 'per_lee';
const ROUTE = 'POST /api/sessions/ses_1/rounds/plan';
const people = [
  person(ME, 'Fay Host', { permission: Permission.FACILITATOR }),
  person(ANA, 'Ana Ruiz', { jobRole: JobRole.COACH }),
  person(TOM, 'Tom Becker'),
  person(LEE, 'Lee Vang', { arrived: false }),
];
const rooms = [room(1, [ANA], { channelId: '' }), room(2, [TOM], { channelId: '' })];
const plan = create(RoundPlanSchema, {
  rooms,
  report: {
    people: 3,
    rooms: 2,
    smallest: 1,
    largest: 1,
    repeats: { pairs: 0, byChance: 11, bound: 0 },
    sameRole: { pairs: 22, byChance: 75, bound: 21 },
  },
  unplaced: [{ personId: LEE, why: UnplacedWhy.ALONE }],
});
const answers = () => serve({ [ROUTE]: ok(RoundPlanSchema, plan) });
const facilitating = (more: Partial<View> = {}): View => ({
  ...view({ me: me({ permission: Permission.FACILITATOR }), people }),
  ...more,
});

async function atTheRounds(shown = facilitating()) {
  const bench = await enterRoom(shown);
  await bench.user.click(await screen.findByRole('button', { name: 'Rooms' }));
  await screen.findByRole('heading', { name: 'Breakout rooms' });
  return bench;
}

async function planned() {
  const fetch = answers();
  const bench = await atTheRounds();
  await bench.user.click(screen.getByRole('button', { name: 'Plan a round' }));
  await bench.user.type(
    screen.getByRole('textbox', { name: 'What the round is called, in English' }),
    'Story circles',
  );
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  await screen.findByText(/^2 rooms of 1/);
  return { bench, fetch };
}

const cards = () => screen.getAllByTestId('plan-room').map(({ textContent }) => textContent);

test('a plan says first how good it is, then who needs a decision and why', async () => {
  const { fetch } = await planned();
  expect(
    screen.getByText('2 rooms of 1, nobody meets again, 1 person needs a decision.'),
  ).toBeTruthy();
  expect(
    screen.getByText(/^22\. By chance 75; at the fewest 21\.$/, { exact: false }),
  ).toBeTruthy();
  const unplaced = within(screen.getByRole('list', { name: 'People without a room' }));
  expect(unplaced.getByTestId('placed').textContent).toMatch(/Lee Vang.*they would be alone/);
  expect(cards()[0]).toMatch(/Room 1.*Ana Ruiz.*Coach.*Lakeside Unified/);
  const body = JSON.parse(String(fetch.mock.calls[0]?.[1].body));
  expect(body).toMatchObject({ spec: { size: 5 }, seed: 1, personIds: [ANA, TOM, LEE] });
});

test('everyone is moved by keyboard, rooms are added and named, and all that is saved', async () => {
  const { bench } = await planned();
  const { user } = bench;
  await user.click(screen.getByRole('button', { name: 'Move Lee Vang' }));
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Where Lee Vang goes' }),
    'Room 2 (1)',
  );
  await user.click(screen.getByRole('button', { name: 'Move there' }));
  expect(screen.getByText('Lee Vang is in Room 2 now.')).toBeTruthy();
  expect(screen.queryByRole('list', { name: 'People without a room' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Add a room' }));
  await user.click(screen.getByRole('button', { name: 'Name Room 3' }));
  await user.type(screen.getByRole('textbox', { name: 'Name in English' }), 'Quiet room');
  await user.click(screen.getByRole('button', { name: 'Save the plan' }));
  expect(bench.last).toMatchObject({
    case: 'putRound',
    value: {
      round: {
        id: '',
        title: { en: 'Story circles' },
        minutes: 20,
        spec: { strategy: Strategy.MIXED, size: 5 },
        rooms: [
          { number: 1, places: [{ personId: ANA }] },
          { number: 2, places: [{ personId: TOM }, { personId: LEE }] },
          { number: 3, name: { en: 'Quiet room' }, places: [] },
        ],
      },
    },
  });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(await screen.findByText('The plan is saved.')).toBeTruthy();
  expect(window.localStorage.getItem('convene.plan.ses_1')).toBeNull();
});

test('Escape leaves a move undone, with the focus where it was', async () => {
  const { bench } = await planned();
  await bench.user.click(screen.getByRole('button', { name: 'Move Ana Ruiz' }));
  await bench.user.keyboard('{Escape}');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move Ana Ruiz' }));
  expect(cards()[0]).toMatch(/Ana Ruiz/);
});

test('a plan that was begun survives leaving, and is taken up or discarded', async () => {
  const { bench } = await planned();
  await bench.user.click(screen.getByRole('button', { name: 'Back to all rounds' }));
  expect(screen.getByText(/A plan that you began is not saved yet/)).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Go on with it' }));
  expect(cards()[0]).toMatch(/Ana Ruiz/);
  await bench.user.click(screen.getByRole('button', { name: 'Back to all rounds' }));
  await bench.user.click(screen.getByRole('button', { name: 'Discard it' }));
  expect(screen.queryByText(/A plan that you began/)).toBeNull();
});

test('planning again deals anew, from another seed', async () => {
  const { bench, fetch } = await planned();
  await bench.user.click(screen.getByRole('button', { name: 'Plan again' }));
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
  expect(JSON.parse(String(fetch.mock.calls[1]?.[1].body)).seed).toBe(2);
});

test('what was saved is changed, and people stay where they are if one wants that', async () => {
  const fetch = answers();
  const saved = round('rd_1', { rooms });
  const bench = await atTheRounds(facilitating({ rounds: [saved] }));
  await bench.user.click(screen.getByRole('button', { name: 'Change the plan of “Round rd_1”' }));
  await bench.user.click(screen.getByRole('checkbox', { name: /^Keep what is planned/ }));
  await bench.user.click(screen.getByRole('button', { name: 'Plan again' }));
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1));
  expect(JSON.parse(String(fetch.mock.calls[0]?.[1].body)).keepRoundId).toBe('rd_1');
  await screen.findByText('Compare with the plan before');
  await bench.user.click(screen.getByRole('button', { name: 'Save the plan' }));
  expect(bench.last).toMatchObject({ case: 'putRound', value: { round: { id: 'rd_1' } } });
});

test('each way of dealing says in one line what it does, and asks for what it needs', async () => {
  const bench = await atTheRounds(facilitating({ rounds: [round('rd_1', { rooms })] }));
  await bench.user.click(screen.getByRole('button', { name: 'Plan a round' }));
  const strategy = screen.getByRole('combobox', { name: 'Who comes together' });
  expect(screen.getByText(/Many jobs and districts in each room/)).toBeTruthy();
  await bench.user.selectOptions(strategy, 'Jigsaw: one from each earlier room');
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  expect(screen.getByText('Choose the earlier round.')).toBeTruthy();
  await bench.user.selectOptions(
    screen.getByRole('combobox', { name: 'Which earlier round' }),
    'Round rd_1',
  );
  await bench.user.selectOptions(strategy, 'Hosts stay, the others move on');
  expect(screen.queryByRole('combobox', { name: 'Which earlier round' })).toBeNull();
  // Few are found without searching.
  expect(screen.queryByRole('searchbox', { name: 'Find a host' })).toBeNull();
  await bench.user.click(screen.getByRole('checkbox', { name: /^Tom Becker/ }));
  expect(screen.getByRole('group', { name: 'Hosts: 1' })).toBeTruthy();
});

test('a host is searched among many', async () => {
  const many = Array.from({ length: 9 }, (_, n) => person(`per_${n}`, `Person ${n}`));
  const bench = await atTheRounds(facilitating({ people: [...people, ...many] }));
  await bench.user.click(screen.getByRole('button', { name: 'Plan a round' }));
  await bench.user.selectOptions(
    screen.getByRole('combobox', { name: 'Who comes together' }),
    'Hosts stay, the others move on',
  );
  await bench.user.type(screen.getByRole('searchbox', { name: 'Find a host' }), 'tom');
  const hosts = within(screen.getByRole('group', { name: 'Hosts: 0' }));
  expect(hosts.getAllByRole('checkbox')).toHaveLength(1);
  await bench.user.click(hosts.getByRole('checkbox', { name: /^Tom Becker/ }));
  expect(screen.getByRole('group', { name: 'Hosts: 1' })).toBeTruthy();
});

test.each([
  ['People in a room', '1', 'Use a whole number from 2 to 100.'],
  ['People in a room', 'x', 'Use a whole number from 2 to 100.'],
])('“%s”: %s is refused', async (name, text, words) => {
  const bench = await atTheRounds();
  await bench.user.click(screen.getByRole('button', { name: 'Plan a round' }));
  const field = screen.getByRole('textbox', { name });
  await bench.user.clear(field);
  await bench.user.type(field, text);
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  expect(screen.getByText(words)).toBeTruthy();
  expect(document.activeElement).toBe(field);
});

test('when the server cannot plan, that is said, and nothing is lost', async () => {
  serve({ [ROUTE]: problem(503, ErrorCode.RETRY_LATER) });
  const bench = await atTheRounds();
  await bench.user.click(screen.getByRole('button', { name: 'Plan a round' }));
  await bench.user.click(screen.getByRole('button', { name: 'Plan' }));
  const alert = within(await screen.findByRole('alert'));
  answers();
  await bench.user.click(alert.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/^2 rooms of 1/)).toBeTruthy();
});
