// Written voice: what facilitators read of it, how often it is asked for, and what is not shown.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { VoiceGroupKind, VoiceSchema } from '../../../protocol/convene/v1/hand_pb';
import { JobRole } from '../../../protocol/convene/v1/roster_pb';
import { facilitating } from '../../../testing/facilitator-bench';
import { ok, serve } from '../../../testing/fake-server';
import { enterRoom } from '../../../testing/room-bench';
import { VOICE_MS } from './use-voice';
import { proportionOf } from './voice-words';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const ROUTE = 'GET /api/sessions/ses_1/voice';
const row = (kind: VoiceGroupKind, group: number, contribution: number, more = {}) => ({
  kind,
  group,
  people: 10,
  peopleHeard: 4,
  contributionPermille: contribution,
  presencePermille: 500,
  ...more,
});
const VOICE = {
  contributions: 40,
  people: 24,
  peopleHeard: 9,
  rows: [
    row(VoiceGroupKind.JOB_ROLE, JobRole.TEACHER, 200),
    row(VoiceGroupKind.JOB_ROLE, JobRole.COACH, 510),
    row(VoiceGroupKind.JOB_ROLE, JobRole.CABINET, 0, { suppressed: true, people: 0 }),
    row(VoiceGroupKind.REGION, 4, 900),
    row(VoiceGroupKind.REGION, 0, 0, { presencePermille: 0 }),
  ],
};

async function atVoice(answers: Parameters<typeof serve>[0]) {
  const fetch = serve(answers);
  const bench = await enterRoom(facilitating());
  await bench.user.click(await screen.findByText('Tools'));
  await bench.user.click(screen.getByRole('button', { name: 'Written voice' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Written voice' }));
  const asked = () => fetch.mock.calls.filter(([path]) => path.endsWith('/voice')).length;
  return { ...bench, dialog, asked };
}

test('each group reads how much it writes for how much it is here', async () => {
  const { dialog } = await atVoice({ [ROUTE]: ok(VoiceSchema, VOICE) });
  await dialog.findByText('9 of 24 people have written, 40 contributions in all');
  const rows = dialog.getAllByTestId('voice-row').map(({ textContent }) => textContent);
  expect(rows).toEqual([
    'Teacher0.4: writes less than its share4 of 10',
    'Coach or teacher on special assignment1.0: in proportion4 of 10',
    expect.stringMatching(/\* too few people$/),
    'Region 41.8: writes more than its share4 of 10',
    'No regionwas not here4 of 10',
  ]);
  expect(dialog.getByText(/^\* Groups of fewer than five/)).toBeTruthy();
  expect(dialog.getByText(/^Lines, questions and answers in waterfalls/)).toBeTruthy();
});

test('a group that is not shown leaves no figure of it', async () => {
  const hidden = { suppressed: true, people: 3, peopleHeard: 2, presencePermille: 77 };
  const rows = [row(VoiceGroupKind.REGION, 9, 88, hidden)];
  const { dialog } = await atVoice({ [ROUTE]: ok(VoiceSchema, { ...VOICE, rows }) });
  expect((await dialog.findByTestId('voice-row')).textContent).toBe('Region 9* too few people');
});

test('it is asked for again while it is open and seen, and not after that', async () => {
  const { asked, user, dialog } = await atVoice({ [ROUTE]: ok(VoiceSchema, VOICE) });
  await dialog.findByText(/^9 of 24/);
  expect(asked()).toBe(1);
  await act(() => vi.advanceTimersByTimeAsync(VOICE_MS));
  expect(asked()).toBe(2);
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  await act(() => vi.advanceTimersByTimeAsync(3 * VOICE_MS));
  expect(asked()).toBe(2);
  hidden.mockRestore();
  await act(async () => document.dispatchEvent(new Event('visibilitychange')));
  expect(asked()).toBe(3);
  await user.click(dialog.getByRole('button', { name: 'Close' }));
  await act(() => vi.advanceTimersByTimeAsync(3 * VOICE_MS));
  expect(asked()).toBe(3);
});

test('without an answer what was known stays, and is said to be older', async () => {
  let answer = ok(VoiceSchema, VOICE);
  const { dialog } = await atVoice({ [ROUTE]: () => answer() });
  await dialog.findByText(/^9 of 24/);
  answer = () => new Response('', { status: 503 });
  await act(() => vi.advanceTimersByTimeAsync(VOICE_MS));
  expect(dialog.getByText('What is shown is older.')).toBeTruthy();
  expect(dialog.getByText(/^9 of 24/)).toBeTruthy();
});

test('nobody has written: that is said, without tables', async () => {
  const { dialog } = await atVoice({ [ROUTE]: ok(VoiceSchema, { people: 24 }) });
  expect(await dialog.findByText('Nobody has written anything yet.')).toBeTruthy();
  expect(dialog.queryByRole('table')).toBeNull();
});

test.each([
  [0.4, 'less'],
  [0.89, 'less'],
  [0.95, 'even'],
  [1.1, 'even'],
  [1.2, 'more'],
])('%d is %s', (ratio, words) => {
  expect(proportionOf(ratio)).toBe(words);
});
