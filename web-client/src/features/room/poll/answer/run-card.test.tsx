// Answering a run by keyboard: each kind of item, what is wrong, what was saved, what was refused.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../../../protocol/convene/v1/error_pb';
import type { Answer } from '../../../../protocol/convene/v1/poll_pb';
import { PollPrivacy } from '../../../../protocol/convene/v1/poll_pb';
import { item, view } from '../../../../testing/builders';
import { ballot, choice, poll, pollItem, run, scale, words } from '../../../../testing/polls';
import { enterRoom } from '../../../../testing/room-bench';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const options = ['Red', 'Green', 'Blue'].map((en) => words(en));
type Items = Parameters<typeof poll>[1];

async function asked(items: Items, more: object = {}, runMore: object = {}) {
  const open = run('run_1', poll('pol_1', items, more), runMore);
  const bench = await enterRoom(view({ runs: [open] }));
  await screen.findByTestId('run');
  const send = async () => {
    await bench.user.click(screen.getByRole('button', { name: 'Answer' }));
    const { last } = bench;
    return last?.case === 'castBallot' ? last.value.answers.map(({ value }) => value) : undefined;
  };
  return { ...bench, open, bench: bench.bench, send };
}

const one = (answers: Answer['value'][] | undefined) => answers?.[0]?.value;

test('it says what it is, who can find out and how long there is', async () => {
  const ends = { endsAtMs: BigInt(Date.now() + 45_000) };
  await asked([choice(1, ['Yes', 'No'])], { privacy: PollPrivacy.CONFIDENTIAL }, ends);
  expect(screen.getByRole('heading', { name: 'Poll pol_1' })).toBeTruthy();
  expect(screen.getByText('Only staff can see it was you')).toBeTruthy();
  expect(screen.getByTestId('run-time').textContent).toBe('Less than 50 seconds left');
});

test('a single choice is the radios of the browser', async () => {
  const { user, send } = await asked([choice(1, ['Yes', 'No'])]);
  screen.getByRole('radio', { name: 'Yes' }).focus();
  await user.keyboard(' ');
  expect(one(await send())).toMatchObject({ options: [0] });
});

test('several may be chosen, up to a number', async () => {
  const items = [choice(1, ['Red', 'Green', 'Blue'], { picksMax: 2 })];
  const { user, send } = await asked(items);
  for (const name of ['Blue', 'Red', 'Green']) {
    screen.getByRole('checkbox', { name }).focus();
    await user.keyboard(' ');
  }
  expect(screen.getByText('Up to 2. You have chosen 2.')).toBeTruthy();
  expect(one(await send())).toMatchObject({ options: [0, 2] });
});

test('a scale that looks back is answered for before and for now', async () => {
  const { user, send } = await asked([scale(1, 5, { retrospective: true })]);
  const part = (name: string) => within(screen.getByRole('group', { name }));
  part('Before').getByRole('radio', { name: '1: Not at all' }).focus();
  await user.keyboard(' ');
  part('Now').getByRole('radio', { name: '4' }).focus();
  await user.keyboard(' ');
  expect(one(await send())).toMatchObject({ point: 4, before: 1 });
});

test('a ranking is made with buttons and number keys, and the focus stays with the option', async () => {
  const { user, send } = await asked([pollItem(1, { case: 'ranking', value: { options } })]);
  const down = screen.getByRole('button', { name: 'Down: Red' });
  down.focus();
  await user.keyboard('{Enter}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Down: Red');
  screen.getByRole('button', { name: 'Up: Blue' }).focus();
  await user.keyboard('1');
  expect(screen.getByText('Blue is number 1 now')).toBeTruthy();
  expect(one(await send())).toMatchObject({ options: [2, 1, 0] });
});

test('points are spread, and what is left is said', async () => {
  const kind = { case: 'points', value: { options, total: 10 } } as const;
  const { user, send } = await asked([pollItem(1, kind)]);
  await user.type(screen.getByRole('textbox', { name: 'Red' }), '7');
  expect(screen.getByText('3 points left')).toBeTruthy();
  expect(await send()).toBeUndefined();
  expect(screen.getByRole('alert').textContent).toContain('3 points are left to give.');
  await user.type(screen.getByRole('textbox', { name: 'Blue' }), '3');
  expect(one(await send())).toMatchObject({ points: [7, 0, 3] });
});

test('a number says its unit and bounds, and how it is read', async () => {
  const value = { minMilli: 0n, maxMilli: 5_000_000n, unit: words('students') };
  const { user, send } = await asked([pollItem(1, { case: 'number', value })]);
  const field = screen.getByRole('textbox', { name: 'Number (students)' });
  expect(screen.getByText('From 0 to 5,000')).toBeTruthy();
  await user.type(field, '3,5');
  expect(screen.getByText('This is read as 3.5.')).toBeTruthy();
  expect(one(await send())).toBe(3500n);
});

test('words and open text', async () => {
  const items = [
    pollItem(1, { case: 'words', value: { wordsMax: 2 } }),
    pollItem(2, { case: 'open', value: { charsMax: 300 } }),
  ];
  const { user, send } = await asked(items);
  await user.type(screen.getByRole('textbox', { name: 'Word 2 of 2' }), 'hope');
  await user.type(screen.getByRole('textbox', { name: 'Your answer' }), 'More time');
  expect(screen.getByText('9 of 300 characters')).toBeTruthy();
  const answers = await send();
  expect(one(answers)).toMatchObject({ words: ['hope'] });
  expect(answers?.[1]?.value).toBe('More time');
});

test('what is missing is listed, the list leads there, and one may rather not say', async () => {
  const required = { required: true };
  const { user, send } = await asked([
    choice(1, ['A', 'B'], {}, required),
    choice(2, ['C', 'D'], {}, required),
  ]);
  await send();
  const summary = screen.getByRole('alert');
  expect(document.activeElement).toBe(summary);
  expect(summary.textContent).toContain('2 answers need another look:');
  await user.click(within(summary).getByRole('link', { name: /Question 2/ }));
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'C' }));
  const items = screen.getAllByTestId('poll-item').map((one) => within(one));
  for (const each of items) {
    await user.click(each.getByRole('checkbox', { name: 'I’d rather not say' }));
  }
  expect((await send())?.map(({ case: of }) => of)).toEqual(['abstains', 'abstains']);
});

test('sending is said, saved only when the ballot comes back, and changed until the close', async () => {
  const { user, change, send, open } = await asked([choice(1, ['Yes', 'No'])]);
  await user.click(screen.getByRole('radio', { name: 'Yes' }));
  await send();
  expect(screen.getByRole('button', { name: 'Sending' })).toBeTruthy();
  expect(screen.queryByText(/^Saved/)).toBeNull();
  const answers = [{ itemId: 1, value: { case: 'picks' as const, value: { options: [0] } } }];
  change({ case: 'myBallot', value: ballot('run_1', { answers }) });
  expect(screen.getByText(/^Saved at/)).toBeTruthy();
  expect(screen.getByTestId('my-answers').textContent).toContain('Yes');
  await user.click(screen.getByRole('button', { name: 'Change my answer' }));
  expect((screen.getByRole('radio', { name: 'Yes' }) as HTMLInputElement).checked).toBe(true);
  change({ case: 'runPut', value: { ...open, closedAtMs: 5n } });
  expect(screen.queryByTestId('run')).toBeNull();
});

test('the same answer once more is saved, too', async () => {
  const { user, change, receive, send, bench } = await asked([choice(1, ['Yes', 'No'])]);
  const answers = [{ itemId: 1, value: { case: 'picks' as const, value: { options: [0] } } }];
  change({ case: 'myBallot', value: ballot('run_1', { answers }) });
  await user.click(screen.getByRole('button', { name: 'Change my answer' }));
  await send();
  expect(screen.queryByText(/^Saved at/)).toBeNull();
  const { n } = bench.sockets.last.commands.at(-1) ?? { n: 0n };
  receive(item({ case: 'ack', value: { n, resumeToken: new Uint8Array([1]) } }));
  expect(await screen.findByText(/^Saved at/)).toBeTruthy();
});

test('who may answer once is told before, and has nothing to change', async () => {
  const { change } = await asked([choice(1, ['Yes', 'No'])], { once: true });
  expect(screen.getByText(/You can answer once/)).toBeTruthy();
  const answers = [{ itemId: 1, value: { case: 'picks' as const, value: { options: [0] } } }];
  change({ case: 'myBallot', value: ballot('run_1', { answers }) });
  expect(screen.queryByRole('button', { name: 'Change my answer' })).toBeNull();
  expect(screen.getByText('Your answers stay as they are.')).toBeTruthy();
});

test('a refusal says why, once, and what was put in stays', async () => {
  const { user, receive, send, bench } = await asked([choice(1, ['Yes', 'No'])]);
  await user.click(screen.getByRole('radio', { name: 'No' }));
  await send();
  const { n } = bench.sockets.last.commands.at(-1) ?? { n: 0n };
  receive(item({ case: 'reject', value: { n, code: ErrorCode.BAD_ANSWER, field: '1' } }));
  expect(await screen.findByText(/were not saved\. One of the answers/)).toBeTruthy();
  const [alert, other] = screen.getAllByRole('alert');
  expect(alert?.textContent).toContain('Question 1');
  expect(other).toBeUndefined();
  expect((screen.getByRole('radio', { name: 'No' }) as HTMLInputElement).checked).toBe(true);
});
