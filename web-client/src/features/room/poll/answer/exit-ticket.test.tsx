// Exit tickets: progress, a draft that survives a reload and a lost connection, and one sending.
import { act, cleanup, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { PollForm, PollPrivacy } from '../../../../protocol/convene/v1/poll_pb';
import { ME, view, welcome } from '../../../../testing/builders';
import { ballot, choice, poll, pollItem, run, scale } from '../../../../testing/polls';
import { enterRoom } from '../../../../testing/room-bench';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const items = [
  scale(1, 5, {}, { required: true }),
  choice(2, ['Yes', 'No']),
  pollItem(3, { case: 'open', value: { charsMax: 500 } }),
];
const ticket = run(
  'run_1',
  poll('pol_1', items, {
    form: PollForm.EXIT_TICKET,
    privacy: PollPrivacy.CONFIDENTIAL,
    once: true,
  }),
);
const shown = () => view({ runs: [ticket] });
const form = () => screen.getByRole('form', { name: 'Exit ticket' });
const KEY = `convene.draft.ses_1.run.run_1.${ME}`;
const answers = [{ itemId: 1, value: { case: 'scale' as const, value: { point: 4, before: 0 } } }];

test('progress is counted, and what must be answered is said in words', async () => {
  const { user } = await enterRoom(shown());
  expect(await screen.findByText('0 of 3 answered')).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: '4' }));
  await user.click(screen.getByRole('radio', { name: 'No' }));
  expect(screen.getByText('2 of 3 answered')).toBeTruthy();
  expect(screen.getByRole('group', { name: '1. Question 1 (please answer)' })).toBeTruthy();
});

test('what was put in survives a reload, and is gone once it was saved', async () => {
  const before = await enterRoom(shown());
  await screen.findByTestId('run');
  await before.user.type(screen.getByRole('textbox', { name: 'Your answer' }), 'Gracias');
  await before.user.click(screen.getByRole('radio', { name: '4' }));
  cleanup();
  const after = await enterRoom(shown());
  const text = (await screen.findByRole('textbox', { name: 'Your answer' })) as HTMLTextAreaElement;
  expect(text.value).toBe('Gracias');
  await after.user.click(within(form()).getByRole('button', { name: 'Send' }));
  expect(window.localStorage.getItem(KEY)).toContain('Gracias');
  after.change({ case: 'myBallot', value: ballot('run_1', { answers }) });
  expect(await screen.findByText(/^Saved at/)).toBeTruthy();
  expect(window.localStorage.getItem(KEY)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Change my answer' })).toBeNull();
});

test('closed before it was sent: that is said, with what was put in, until it was seen', async () => {
  const { user, change } = await enterRoom(shown());
  await screen.findByTestId('run');
  await user.type(screen.getByRole('textbox', { name: 'Your answer' }), 'Gracias');
  change({ case: 'runPut', value: { ...ticket, closedAtMs: 5n } });
  const unsent = within(await screen.findByTestId('unsent-run'));
  expect(unsent.getByText(/They were not saved/)).toBeTruthy();
  expect(unsent.getByTestId('my-answers').textContent).toContain('Gracias');
  await user.click(unsent.getByRole('button', { name: 'I have seen it' }));
  expect(screen.queryByTestId('unsent-run')).toBeNull();
  expect(window.localStorage.getItem(KEY)).toBeNull();
});

test('sent while the connection is gone, it goes out when that is back', async () => {
  const room = await enterRoom(shown());
  const { user, bench, receive } = room;
  await screen.findByTestId('run');
  await user.click(screen.getByRole('radio', { name: '4' }));
  bench.sockets.last.drop();
  await user.click(within(form()).getByRole('button', { name: 'Send' }));
  expect(screen.getByText(/It is not saved yet/)).toBeTruthy();
  expect(window.localStorage.getItem(KEY)).toContain('4');
  await act(() => bench.comeBack());
  receive(welcome({ view: shown() }));
  expect(room.last).toMatchObject({ case: 'castBallot', value: { runId: 'run_1' } });
});
