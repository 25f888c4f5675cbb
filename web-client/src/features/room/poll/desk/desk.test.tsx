// The desk of facilitators: what they press asks for the right thing, and says how it stands.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { NothingSchema } from '../../../../protocol/convene/v1/api_pb';
import { ErrorCode } from '../../../../protocol/convene/v1/error_pb';
import { SavedPollsSchema } from '../../../../protocol/convene/v1/in_session_pb';
import {
  GroupKind,
  PollPrivacy,
  PollResults,
  TransitionSchema,
} from '../../../../protocol/convene/v1/poll_pb';
import { JobRole } from '../../../../protocol/convene/v1/roster_pb';
import type { View } from '../../../../protocol/convene/v1/view_pb';
import { agendaItem, now } from '../../../../testing/builders';
import { facilitating, running } from '../../../../testing/facilitator-bench';
import { ok, problem, serve } from '../../../../testing/fake-server';
import { choice, poll, pollItem, run, runResults } from '../../../../testing/polls';
import { enterRoom } from '../../../../testing/room-bench';
import { room } from '../../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const yesNo = [choice(1, ['Yes', 'No'])];
const warm = poll('pol_1', yesNo, { results: PollResults.REVEALED });

async function atTheDesk(more: Partial<View>, shown = facilitating(more)) {
  const bench = await enterRoom({ ...shown, ...more });
  await bench.user.click(await screen.findByRole('tab', { name: 'Polls' }));
  await screen.findByRole('button', { name: 'New poll' });
  const press = (name: string | RegExp) => bench.user.click(screen.getByRole('button', { name }));
  return { ...bench, press, sent: () => bench.last };
}

test('polls of the present step come first', async () => {
  const step = agendaItem('a1');
  const ours = poll('pol_2', yesNo, { stepId: 'a1' });
  await atTheDesk({ polls: [warm, ours], now: now(step) });
  const cards = screen.getAllByTestId('poll-card').map(({ textContent }) => textContent);
  expect(cards[0]).toContain('Poll pol_2');
  expect(screen.getByRole('heading', { name: 'For this step' })).toBeTruthy();
});

test('a poll opens in the plenary, in all rooms or in one', async () => {
  const rooms = [room(1, []), room(7, [])];
  const { press, user, sent } = await atTheDesk({ polls: [warm] }, running(rooms));
  await press('Open: Poll pol_1');
  const dialog = within(screen.getByRole('dialog', { name: 'Open “Poll pol_1”?' }));
  await user.click(dialog.getByRole('radio', { name: 'In one room' }));
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Which room?' }), 'Room 7');
  await user.click(dialog.getByRole('button', { name: 'Open it now' }));
  expect(sent()).toMatchObject({
    case: 'openPoll',
    value: { pollId: 'pol_1', place: { roundId: 'rd_1', room: 7 }, afterRun: 0 },
  });
});

test('an anonymous one is opened by a request, and says why it is refused', async () => {
  const secret = poll('pol_3', yesNo, { privacy: PollPrivacy.ANONYMOUS });
  const route = 'POST /api/sessions/ses_1/runs';
  serve({ [route]: problem(409, ErrorCode.TOO_FEW) });
  const { press, commands } = await atTheDesk({ polls: [secret] });
  await press('Open: Poll pol_3');
  await press('Open it now');
  expect(await screen.findByText(/Fewer than eight people/)).toBeTruthy();
  const fetch = serve({ [route]: ok(NothingSchema, {}) });
  await press('Open it now');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(JSON.parse(String(fetch.mock.calls[0]?.[1].body))).toEqual({ open: { pollId: 'pol_3' } });
  expect(commands.filter(({ case: of }) => of === 'openPoll')).toEqual([]);
});

test('while it runs: who has answered, more time, and the close', async () => {
  const endsAtMs = BigInt(Date.now() + 60_000);
  const groups = [
    { kind: GroupKind.JOB_ROLE, group: JobRole.COACH, answered: 14, eligible: 20 },
    { kind: GroupKind.REGION, group: 3, suppressed: true },
  ];
  const tallies = [runResults('run_1', { answered: 143, eligible: 205, groups })];
  const open = run('run_1', warm, { endsAtMs });
  const { press, sent } = await atTheDesk({ polls: [warm], runs: [open], tallies });
  const part = within(screen.getByTestId('open-run'));
  expect(part.getByTestId('rate').textContent).toBe('143 of 205 answered');
  expect(part.getByText('14 of 20')).toBeTruthy();
  expect(part.getByText('* Too few answers to show')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^(Open|Run again): Poll/ })).toBeNull();
  await press('+30 s');
  expect(sent()).toMatchObject({ case: 'extendPoll', value: { runId: 'run_1', seconds: 30 } });
  await press('+2 min');
  expect(sent()).toMatchObject({ value: { seconds: 120 } });
  await press('Close the poll');
  expect(sent()).toMatchObject({ case: 'closePoll', value: { runId: 'run_1' } });
});

test('after the close: show, spotlight, hide, and run again', async () => {
  const closedAtMs = BigInt(Date.now());
  const closed = run('run_1', warm, { closedAtMs });
  const results = runResults('run_1', { items: [{ itemId: 1, answered: 9, counts: [5, 4] }] });
  const bench = await atTheDesk({ polls: [warm], runs: [closed], tallies: [results] });
  const { press, sent, change } = bench;
  await press(/^Poll pol_1 · Closed at/);
  await bench.user.click(await screen.findByRole('button', { name: 'Show results to everyone' }));
  expect(sent()).toMatchObject({ case: 'revealPoll', value: { runId: 'run_1', on: true } });
  change({ case: 'shown', value: results });
  await press('Spotlight');
  expect(sent()).toMatchObject({ value: { on: { case: 'runId', value: 'run_1' } } });
  await press('Hide results again');
  expect(sent()).toMatchObject({ case: 'revealPoll', value: { on: false } });
  await press('Run again: Poll pol_1');
  await press('Open it now');
  expect(sent()).toMatchObject({ case: 'openPoll', value: { afterRun: 1 } });
});

test('a text is taken out after one has been asked', async () => {
  const open = poll('pol_1', [pollItem(4, { case: 'open', value: { charsMax: 99 } })]);
  const closed = run('run_1', open, { closedAtMs: 5n });
  const items = [{ itemId: 4, answered: 3, texts: [{ text: 'Rude' }] }];
  const bench = await atTheDesk({ runs: [closed], tallies: [runResults('run_1', { items })] });
  const { press, sent } = bench;
  await press(/^Poll pol_1 · Closed at/);
  await press('Take out: Rude');
  await press('Take out');
  const value = { runId: 'run_1', itemId: 4, text: 'Rude' };
  expect(sent()).toMatchObject({ case: 'hideAnswer', value });
});

test('two runs are compared: from each answer to each, with a star for too few', async () => {
  const first = run('run_1', warm, { closedAtMs: 5n });
  const second = run('run_2', warm, { number: 2, closedAtMs: 9n });
  const row = (to: number[], suppressed = [false, false, false]) => ({ to, suppressed });
  serve({
    'GET /api/sessions/ses_1/transition?from=run_1&to=run_2&item=1': ok(TransitionSchema, {
      people: 20,
      rows: [row([8, 7, 0]), row([0, 5, 0], [true, false, false]), row([0, 0, 0])],
    }),
  });
  const { press, user } = await atTheDesk({ runs: [first, second] });
  await press(/^Poll pol_1 \(run 2\)/);
  await user.click(await screen.findByRole('button', { name: 'Compare runs' }));
  const table = await screen.findByRole('table', { name: /^Rows: the answer before/ });
  const [yes, no] = within(table).getAllByRole('row').slice(1);
  expect(yes?.textContent).toBe('Yes8 stayed with it70');
  expect(no?.textContent).toBe('No*5 stayed with it0');
  expect(screen.getByText('20 people answered both.')).toBeTruthy();
});

test('duplicate and remove; saved ones come from other sessions and go there', async () => {
  serve({
    'POST /api/polls': ok(NothingSchema, {}),
    'GET /api/polls': ok(SavedPollsSchema, { polls: [{ poll: warm, savedBy: 'Fay' }] }),
    'DELETE /api/polls/pol_1': ok(NothingSchema, {}),
  });
  const { press, sent, user } = await atTheDesk({ polls: [warm] });
  await press('Duplicate: Poll pol_1');
  expect(sent()).toMatchObject({
    case: 'putPoll',
    value: { poll: { id: '', items: [{ id: 1 }] } },
  });
  await press('Save for other sessions: Poll pol_1');
  expect(await screen.findByText('Saved for other sessions.')).toBeTruthy();
  await press('Remove: Poll pol_1');
  await press('Remove');
  expect(sent()).toMatchObject({ case: 'removePoll', value: { pollId: 'pol_1' } });
  await press('From the saved ones');
  await user.click(
    await screen.findByRole('button', { name: 'Put into this session: Poll pol_1' }),
  );
  expect(sent()).toMatchObject({ case: 'putPoll', value: { poll: { id: '' } } });
  await press('Remove from the saved ones: Poll pol_1');
});
