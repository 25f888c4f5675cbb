// What came of a run: bars with a table, what was right, groups, and what is never shown as zero.

import type { MessageInitShape } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { RunResultsSchema } from '../../../../protocol/convene/v1/poll_pb';
import { BallotsSchema, GroupKind } from '../../../../protocol/convene/v1/poll_pb';
import { JobRole } from '../../../../protocol/convene/v1/roster_pb';
import { agendaItem, now, view } from '../../../../testing/builders';
import { ok, serve } from '../../../../testing/fake-server';
import {
  ballot,
  choice,
  poll,
  pollItem,
  run,
  runResults,
  scale,
  words,
} from '../../../../testing/polls';
import { enterRoom } from '../../../../testing/room-bench';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

type Items = Parameters<typeof poll>[1];
type Results = MessageInitShape<typeof RunResultsSchema>;

async function shownFor(items: Items, results: Results, more: object = {}) {
  const closed = run('run_1', poll('pol_1', items), { closedAtMs: BigInt(Date.now()) });
  const shown = [runResults('run_1', results)];
  const bench = await enterRoom(view({ runs: [closed], shown, ...more }));
  await screen.findByTestId('closed-run');
  return { ...bench, closed };
}

const rows = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => Array.from(row.children, ({ textContent }) => textContent));

test('a quiz: a table says every bar, what was right, and why', async () => {
  const item = choice(1, ['4', '5'], { correct: [1], explanation: words('Two and three.') });
  const items = [{ itemId: 1, answered: 8, abstained: 1, counts: [2, 6] }];
  const { user } = await shownFor([item], { items });
  expect(screen.getByText('9 of 12 answered')).toBeTruthy();
  expect(screen.getByText('8 answers, 1 rather not said')).toBeTruthy();
  const table = screen.getByRole('table', { name: 'Question 1' });
  expect(rows(table)).toEqual([
    ['4', '2', '25%', ''],
    ['5', '6', '75%', 'Correct'],
  ]);
  expect(screen.getByText('Two and three.')).toBeTruthy();
  expect(table.parentElement?.className).toContain('visually-hidden');
  await user.click(screen.getByRole('button', { name: 'As a table' }));
  const visible = screen.getByRole('table', { name: 'Question 1' });
  expect(visible.parentElement?.className).not.toContain('visually-hidden');
});

test('before and now stand side by side, with their means', async () => {
  const item = scale(1, 3, { retrospective: true });
  const tally = { itemId: 1, answered: 4, counts: [0, 1, 3], others: [3, 1, 0] };
  await shownFor([item], { items: [tally] });
  expect(screen.getByText('Mean before: 1.3. Mean now: 2.8.')).toBeTruthy();
  expect(rows(screen.getByRole('table'))[2]).toEqual(['3: Very', '0', '3', '75%']);
});

test('numbers have ranges, words a cloud, and texts a list', async () => {
  const items = [
    pollItem(1, { case: 'number', value: { unit: words('h') } }),
    pollItem(2, { case: 'words', value: { wordsMax: 3 } }),
    pollItem(3, { case: 'open', value: { charsMax: 99 } }),
  ];
  const counts = [5, 0, 0, 0, 0, 0, 0, 0, 0, 1];
  const number = {
    minMilli: 0n,
    maxMilli: 10_000n,
    meanMilli: 2500n,
    medianMilli: 1000n,
    counts,
  };
  await shownFor(items, {
    items: [
      { itemId: 1, answered: 6, number },
      {
        itemId: 2,
        answered: 6,
        words: [
          { word: 'hope', count: 5 },
          { word: 'time', count: 1 },
        ],
      },
      { itemId: 3, answered: 1, texts: [{ text: 'Gracias', personId: 'per_ana' }] },
    ],
  });
  expect(screen.getByText('Mean: 2.5 h. Half gave 1 h or less.')).toBeTruthy();
  expect(rows(screen.getByRole('table'))[9]).toEqual(['9 to 10', '1', '17%']);
  const cloud = screen.getByRole('list', { name: 'Question 2' });
  const [hope, time] = within(cloud).getAllByRole('listitem');
  expect([hope?.textContent, hope?.className]).toEqual(['hope 5', 'poll-word-4']);
  expect([time?.textContent, time?.className]).toEqual(['time 1', 'poll-word-1']);
  expect(screen.getByRole('list', { name: 'Question 3' }).textContent).toBe('GraciasAna Ruiz');
});

test('too few answers are said in words, and nothing is drawn', async () => {
  await shownFor([choice(1, ['A', 'B'])], { answered: 2, tooFew: true });
  expect(screen.getByText('Too few answers to show')).toBeTruthy();
  expect(screen.queryByTestId('item-result')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Who answered what' })).toBeNull();
});

test('groups come when asked for; a suppressed one is a star with words, never a zero', async () => {
  const group = (kind: GroupKind, at: number, more: object) => ({ kind, group: at, ...more });
  const items = [{ itemId: 1, answered: 6, counts: [3, 3] }];
  const { user } = await shownFor([choice(1, ['Yes', 'No'])], {
    items,
    groups: [
      group(GroupKind.JOB_ROLE, JobRole.TEACHER, { answered: 6, eligible: 8, items }),
      group(GroupKind.JOB_ROLE, JobRole.COACH, { suppressed: true }),
      group(GroupKind.REGION, 5, { answered: 6, eligible: 9, items }),
    ],
  });
  expect(screen.queryByTestId('group-table')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'By job role' }));
  const [teachers, coaches] = rows(screen.getByTestId('group-table'));
  expect(teachers?.slice(1)).toEqual(['6 of 8', '50%', '50%']);
  expect(coaches?.slice(1)).toEqual(['* Too few answers to show']);
  const [drawn, hatched] = screen.getAllByTestId('group-bars');
  expect(drawn?.textContent).toMatch(/6 of 8Yes50% \(3\)No50% \(3\)$/);
  const widths = Array.from(drawn?.querySelectorAll('.poll-stroke-share') ?? [], (bar) =>
    bar.getAttribute('width'),
  );
  expect(widths).toEqual(['50', '50']);
  expect(hatched?.textContent).toMatch(/\* Too few answers to show$/);
  expect(hatched?.querySelector('svg')).toBeNull();
  expect(drawn?.closest('[aria-hidden="true"]')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'By region' }));
  expect(rows(screen.getByTestId('group-table'))[0]?.[0]).toBe('Region 5');
});

test('one reads of one’s own groups, and who answered what where names show', async () => {
  const items = [{ itemId: 1, answered: 6, counts: [4, 2] }];
  const own = { kind: GroupKind.JOB_ROLE, group: JobRole.COACH, answered: 6, eligible: 7, items };
  const said = { itemId: 1, value: { case: 'picks' as const, value: { options: [1] } } };
  serve({
    'GET /api/sessions/ses_1/runs/run_1/ballots': ok(BallotsSchema, {
      ballots: [{ personId: 'per_ana', name: 'Ana Ruiz', answers: [said] }],
    }),
  });
  const { user } = await shownFor(
    [choice(1, ['Yes', 'No'])],
    { items },
    { myBallots: [ballot('run_1', { rows: [own] })] },
  );
  expect(screen.getByTestId('own-groups').textContent).toContain('Yes, 4 people, No, 2 people');
  await user.click(screen.getByRole('button', { name: 'Who answered what' }));
  const dialog = await screen.findByRole('dialog', { name: 'Who answered what' });
  const table = await within(dialog).findByRole('table');
  expect(rows(table)).toEqual([['Ana Ruiz', 'No']]);
});

test('results leave the middle when the session goes on, and are still found', async () => {
  const items = [{ itemId: 1, answered: 6, counts: [4, 2] }];
  const { change, user } = await shownFor([choice(1, ['Yes', 'No'])], { items });
  const next = now(agendaItem('a2'), { sinceMs: BigInt(Date.now() + 60_000) });
  change({ case: 'now', value: next });
  expect(screen.queryByTestId('closed-run')).toBeNull();
  const [mark] = screen.getAllByRole('button', { name: 'Results: Poll pol_1' });
  await user.click(mark as HTMLElement);
  const panel = await screen.findByRole('tabpanel', { name: 'Polls' });
  expect(await within(panel).findByText('9 of 12 answered')).toBeTruthy();
});

test('groups keep one order of what was ranked, and can be read as a table alone', async () => {
  const ranking = pollItem(1, {
    case: 'ranking',
    value: { options: [words('First'), words('Second')] },
  });
  const items = [{ itemId: 1, answered: 5, counts: [2, 8], others: [0, 5] }];
  const row = { kind: GroupKind.REGION, answered: 5, eligible: 5, items };
  const { user } = await shownFor([ranking], { items, groups: [{ ...row, group: 1 }] });
  expect(rows(screen.getByRole('table')).map(([label]) => label)).toEqual(['Second', 'First']);
  await user.click(screen.getByRole('button', { name: 'By region' }));
  expect(screen.getByTestId('group-bars').textContent).toMatch(/Region 1.*First.*Second/);
  const [, asTable] = screen.getAllByRole('button', { name: 'As a table' });
  await user.click(asTable as HTMLElement);
  expect(screen.queryByTestId('group-bars')).toBeNull();
  expect(rows(screen.getByTestId('group-table'))[0]?.slice(1)).toEqual(['5 of 5', 'Most: Second']);
});
