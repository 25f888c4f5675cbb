// A poll that was saved elsewhere, live results, the same once more, in all rooms at once; and how
// people moved. Fay is at one node, everyone else at another.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Crew } from './crew';
import type { Seated } from './crowd';
import { presses } from './keys';
import type { Person } from './person';
import type { Words } from './poll-steps';
import { closes, opensRun, rateIs, saves, startsPoll, tellsWho, ticks, writes } from './poll-steps';
import { prepared, runs, visits } from './prepare';

const TITLE: Words = ['Where do we begin', 'Por dónde comenzamos'];
const QUESTION: Words = ['What comes first?', '¿Qué va primero?'];
const OPTIONS: readonly Words[] = [
  ['Reading together', 'Leer juntos'],
  ['Family evenings', 'Noches en familia'],
];
const [READING, EVENINGS] = OPTIONS as [Words, Words];

let crew: Crew;
let fay: Person;
let ana: Person;
let ben: Person;
/** Carla and Diego, without browsers. */
let others: Seated[];

beforeAll(async () => {
  crew = await Crew.comes({ others: ['Carla Teacher', 'Diego Coach'], nodes: true });
  ({ fay, ana, ben } = crew);
});

afterAll(async () => await crew.leaves());

async function answers(person: Person, option: Words): Promise<void> {
  const language = person === ana ? 1 : 0;
  const form = person.page.getByRole('form', { name: ['Poll', 'Encuesta'][language] });
  await ticks(person, form.getByRole('radio', { name: READING[language] }));
  if (option === EVENINGS) await person.page.keyboard.press('ArrowDown');
  await presses(person, form.getByRole('button', { name: ['Answer', 'Responder'][language] }));
  await person.page.getByTestId('my-answers').getByText(option[language]).waitFor();
}

/** What is drawn of results says so, as a row of its table. */
async function counts(person: Person, part: 'run' | 'closed-run', option: string, figures: string) {
  const row = person.page.getByTestId(part).getByRole('row', { name: option });
  await row.filter({ hasText: figures }).waitFor({ state: 'attached' });
}

test('a poll is kept for other sessions, and taken from there', async () => {
  await runs(fay, await prepared(crew.admin));
  const editor = await startsPoll(fay, TITLE);
  await tellsWho(fay, editor, 'ArrowUp');
  await editor
    .getByRole('combobox', { name: 'When do participants see results?' })
    .selectOption({ label: 'At once to whoever has answered, to everyone at the close' });
  const item = editor.getByTestId('item-editor');
  await writes(fay, item, 'Question', QUESTION);
  for (const [n, option] of OPTIONS.entries()) await writes(fay, item, `Option ${n + 1}`, option);
  await saves(fay, editor);
  await presses(fay, fay.button(`Save for other sessions: ${TITLE[0]}`));
  await fay.page.getByText('Saved for other sessions.').waitFor();
  await fay.looksAt('poll-bank-saved-en');

  await runs(fay, crew.session);
  await fay.page.getByRole('tab', { name: 'Polls' }).click();
  await presses(fay, fay.button('From the saved ones'));
  await fay.page.getByTestId('saved-poll').getByText('saved by Fay Facilitator').waitFor();
  await fay.looksAt('poll-bank-en');
  await presses(fay, fay.button(`Put into this session: ${TITLE[0]}`));
  await fay.page.getByRole('dialog').waitFor({ state: 'detached' });
  await fay.button(`Open: ${TITLE[0]}`).waitFor();
});

test('live results are for whoever has answered, and for everyone at the close', async () => {
  await opensRun(fay, TITLE);
  await answers(ana, READING);
  await counts(ana, 'run', READING[1], '1100%');
  await ana.page.getByRole('heading', { name: 'Hasta ahora' }).waitFor();
  await rateIs(fay, /^1 of 2 /);
  await ben.page.getByRole('form', { name: 'Poll' }).waitFor();
  expect(await ben.page.getByTestId('run-results').count()).toBe(0);
  await answers(ben, READING);
  for (const person of [ana, ben]) {
    await counts(person, 'run', READING[person === ana ? 1 : 0], '2100%');
  }
  await ana.looksAt('poll-live-es');
  await ben.looksAt('poll-live-en');
  await closes(fay, TITLE);
  await counts(ben, 'closed-run', READING[0], '2100%');
});

test('the poll runs again, and two runs are compared', async () => {
  await opensRun(fay, TITLE);
  await answers(ana, EVENINGS);
  await answers(ben, READING);
  const row = await closes(fay, TITLE);
  await row.getByRole('button', { name: /run 2/ }).waitFor();
  await presses(fay, row.getByRole('button', { name: 'Compare runs' }));
  const moves = fay.page.getByRole('dialog', { name: /^How people moved/ });
  await moves.getByText('2 people answered both.').waitFor();
  const cells = async (from: string) =>
    await moves.getByRole('row', { name: from }).getByRole('cell').allTextContents();
  expect(await cells(READING[0])).toEqual(['1 stayed with it', '1', '0']);
  expect(await cells(EVENINGS[0])).toEqual(['0', '0', '0']);
  await fay.looksAt('poll-compare-en');
  await presses(fay, moves.getByRole('button', { name: 'Close', exact: true }).last());
});

test('results come into the spotlight, and leave it', async () => {
  const row = fay.page.getByTestId('run-row').filter({ hasText: 'run 2' });
  await presses(fay, row.getByRole('button', { name: 'Spotlight' }));
  const spotlight = ana.page.getByRole('region', { name: 'Destacado' });
  await spotlight.getByText(TITLE[1]).waitFor();
  await spotlight.getByTestId('item-result').waitFor();
  await ana.looksAt('poll-spotlight-es');
  await fay.looksAt('poll-spotlight-en');
  await presses(fay, row.getByRole('button', { name: 'Spotlight' }));
  await spotlight.waitFor({ state: 'detached' });
});

test('a poll is answered in all rooms at once', async () => {
  const names = ['Carla Teacher', 'Diego Coach'];
  others = await Promise.all(names.map((name) => visits(crew.server, crew.session, name)));
  // They came to another node than Fay's, and a plan is made of those who are here.
  await fay.page.getByRole('tab', { name: 'People' }).click();
  for (const name of names) {
    const row = fay.page.getByTestId('person').filter({ hasText: name });
    await row.locator('.presence-here').waitFor();
  }
  await fay.button('Rooms').click();
  await fay.button('Plan a round').click();
  await fay.field(/^What the round is called, in English/).fill('In pairs');
  await fay.field(/^People in a room/).fill('2');
  await fay.button('Plan').click();
  await fay.page.getByTestId('plan-room').nth(1).waitFor();
  await fay.button('Save the plan').click();
  await fay.button('Open the rooms of “In pairs”').click();
  await fay.button('Open the rooms now').click();
  for (const person of [ana, ben]) await person.page.locator('.my-room').waitFor();

  await fay.page.getByRole('tab', { name: 'Polls' }).click();
  await opensRun(fay, TITLE, 1);
  await ana.page.locator('.my-room').waitFor();
  await answers(ana, READING);
  await ana.looksAt('poll-room-es');
  await answers(ben, EVENINGS);
  const id = await ben.page.getByTestId('run').getAttribute('data-run');
  const picks = { itemId: 1, picks: { options: [1] } };
  for (const one of others) await one.does({ castBallot: { runId: id, answers: [picks] } });
  await rateIs(fay, /^4 of 4 /);
  // The wall of rooms lies between: by Tab it is a long way.
  await fay.button('Close the poll').focus();
  const row = await closes(fay, TITLE);
  await presses(fay, row.getByRole('button', { name: 'By room' }));
  await row.getByRole('row', { name: /^Room 1/ }).waitFor();
  await fay.looksAt('poll-by-room-en');
});
