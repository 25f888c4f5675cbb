// An exit ticket, answered on a phone in Spanish by keyboard: with a draft, and while the
// connection is cut; and what a phone shows when more is written than anyone reads.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Crew } from './crew';
import type { Seated } from './crowd';
import { presses, tabsTo } from './keys';
import type { Person } from './person';
import type { Words } from './poll-steps';
import { closes, opensRun, rateIs, saves, startsPoll, ticks, types, writes } from './poll-steps';
import { visits } from './prepare';
import { waitFor } from './server';

/** With Ana and Ben five of each job: of fewer nothing is said. */
const TEACHERS = ['Carla', 'Diego', 'Elena', 'Flor'].map((name) => ({ name: `${name} Teacher` }));
const COACHES = ['Gina', 'Hugo', 'Irma', 'Joel'].map((name) => ({
  name: `${name} Coach`,
  jobRole: 'JOB_ROLE_COACH',
}));

const TITLE: Words = ['Before you leave', 'Antes de irse'];
const SURE: Words = ['How sure are you about data walks?', '¿Qué tan seguro es hacer recorridos?'];
const NEXT: Words = ['What will you do first?', '¿Qué hará primero?'];
const ELSE: Words = ['What should we know?', '¿Qué debemos saber?'];
const OPTIONS: readonly Words[] = [
  ['Visit a colleague', 'Visitar a un colega'],
  ['Plan a walk', 'Planear un recorrido'],
];
const SAID = 'Faltó tiempo para las familias';

let crew: Crew;
let fay: Person;
let ana: Person;
let ben: Person;
let others: Seated[];

beforeAll(async () => {
  crew = await Crew.comes({ others: [...TEACHERS, ...COACHES], wired: true });
  ({ fay, ana, ben } = crew);
  const people = [...TEACHERS, ...COACHES];
  others = await Promise.all(
    people.map(async ({ name }) => await visits(crew.server, crew.session, name)),
  );
});

afterAll(async () => await crew.leaves());

async function tools(item: string): Promise<void> {
  await fay.page.locator('summary', { hasText: 'Tools' }).click();
  await fay.button(item).click();
}

/** When its dialog is gone the menu is still open, and lies over the tabs. */
async function noMoreTools(): Promise<void> {
  await fay.page.getByRole('dialog').waitFor({ state: 'detached' });
  await fay.page.keyboard.press('Escape');
  await fay.button('Ask who is here').waitFor({ state: 'hidden' });
}

/** From the first point, which Tab reaches, by arrow keys. */
async function points(person: Person, group: Locator, point: number): Promise<void> {
  await tabsTo(person, group.getByRole('radio').first());
  await person.page.keyboard.press('Space');
  for (let at = 1; at < point; at++) await person.page.keyboard.press('ArrowRight');
  expect(
    await group
      .getByRole('radio')
      .nth(point - 1)
      .isChecked(),
  ).toBe(true);
}

test('a phone shows a digest while more is written than its rule says', async () => {
  await tools('Chat rules');
  await fay.field(/^Phones show a digest/).fill('10');
  await fay.looksAt('digest-rule-en');
  await fay.button('Save the rules').click();
  await noMoreTools();
  // Teachers say most: that is what written voice shows in the end.
  const said = others.flatMap((one, at) => (at < TEACHERS.length ? [one, one, one] : [one]));
  for (const [n, one] of said.entries()) {
    await one.does({ sendLine: { plenary: {}, text: `Thought ${n + 1} of ${said.length}` } });
  }
  const digest = ana.page.getByRole('region', { name: 'Resumen de la plenaria' });
  await digest.getByText(/^16 mensajes en el último minuto/).waitFor();
  expect(await digest.getByTestId('digest-line').count()).toBe(8);
  await ana.looksAt('digest-es');
  await presses(ana, digest.getByRole('button', { name: 'Ver todos' }));
  await ana.sees('Thought 16 of 16');
  await ana.button('Volver al resumen').waitFor();
  expect(await ben.page.getByTestId('digest').count()).toBe(0);
});

test('written voice says which groups are heard less', async () => {
  await tools('Written voice');
  const voice = fay.page.getByRole('dialog', { name: 'Written voice' });
  await voice.getByText('8 of 10 people have written, 16 contributions in all').waitFor();
  const row = (job: string) => voice.getByRole('row', { name: job });
  await row('Teacher').filter({ hasText: 'writes more than its share4 of 5' }).waitFor();
  await row('Coach').filter({ hasText: 'writes less than its share4 of 5' }).waitFor();
  await fay.looksAt('written-voice-groups-en');
  await fay.page.keyboard.press('Escape');
  await noMoreTools();
});

test('an exit ticket is written: one question looks back, two want an answer', async () => {
  const editor = await startsPoll(fay, TITLE, 'New exit ticket');
  const item = (at: number) => editor.getByTestId('item-editor').nth(at);
  const required = (at: number) => item(at).getByRole('checkbox', { name: /^Required/ });
  await writes(fay, item(0), 'Question', SURE);
  await writes(fay, item(0), 'What the lowest point means', ['Not at all', 'Nada']);
  await ticks(fay, item(0).getByRole('checkbox', { name: /^Ask twice/ }));
  await ticks(fay, required(0));
  await presses(fay, fay.button('Add a question'));
  await writes(fay, item(1), 'Question', NEXT);
  await item(1).getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Choice or quiz' });
  for (const [n, words] of OPTIONS.entries()) await writes(fay, item(1), `Option ${n + 1}`, words);
  await ticks(fay, required(1));
  await presses(fay, fay.button('Add a question'));
  await writes(fay, item(2), 'Question', ELSE);
  await item(2).getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Open text' });
  await fay.looksAt('ticket-editor-en');
  await saves(fay, editor);
  await opensRun(fay, TITLE);
});

test('what is put in survives a reload, and nothing goes without what is required', async () => {
  const form = ana.page.getByRole('form', { name: 'Boleto de salida' });
  await form.getByRole('group', { name: /Qué debemos saber.*opcional/ }).waitFor();
  await points(ana, form.getByRole('group', { name: 'Antes', exact: true }), 2);
  await types(ana, form.getByRole('textbox', { name: 'Su respuesta' }), SAID);
  await form.getByText('1 de 3 respondidas').waitFor();
  await ana.page.reload();
  await form.getByRole('radio', { name: '2' }).first().waitFor();
  expect(await form.getByRole('textbox', { name: 'Su respuesta' }).inputValue()).toBe(SAID);
  expect(await form.getByRole('radio', { name: '2' }).first().isChecked()).toBe(true);

  await presses(ana, form.getByRole('button', { name: 'Enviar' }));
  const wrong = form.getByRole('alert');
  await wrong.getByText('Hay que revisar 2 respuestas:').waitFor();
  await ana.looksAt('ticket-wrong-es');
  await rateIs(fay, /^0 of /);
  await presses(ana, wrong.getByRole('link', { name: /Elija también cómo es ahora/ }));
  await points(ana, form.getByRole('group', { name: 'Ahora', exact: true }), 4);
  await ticks(ana, form.getByRole('radio', { name: 'Visitar a un colega' }));
});

test('what is sent without a connection is said to be on its way, and arrives once', async () => {
  const form = ana.page.getByRole('form', { name: 'Boleto de salida' });
  const wire = crew.server.wire(0);
  wire.cut();
  await waitFor(
    async () => (await ana.page.getByTestId('connection').getAttribute('data-kind')) !== 'live',
  );
  await presses(ana, form.getByRole('button', { name: 'Enviar' }));
  await form.getByText('Todavía no está guardado').waitFor();
  await ana.looksAt('ticket-sending-es');
  expect(await ana.page.getByTestId('my-answers').count()).toBe(0);
  wire.mend();
  await ana.isConnected();
  const mine = ana.page.getByTestId('my-answers');
  for (const said of ['2 antes, 4 ahora', 'Visitar a un colega', SAID]) {
    await mine.getByText(said).waitFor();
  }
  await ana.page.getByText('Sus respuestas quedan así.').waitFor();
  await ana.looksAt('ticket-saved-es');
  await rateIs(fay, /^1 of /);
});

test('the results of a ticket show before and now', async () => {
  const id = await ana.page.getByTestId('run').getAttribute('data-run');
  const answers = [
    { itemId: 1, scale: { before: 3, point: 5 } },
    { itemId: 2, picks: { options: [1] } },
    { itemId: 3, abstains: {} },
  ];
  for (const one of others.slice(0, 3)) await one.does({ castBallot: { runId: id, answers } });
  await rateIs(fay, /^4 of /);
  const row = await closes(fay, TITLE);
  await presses(fay, row.getByRole('button', { name: 'Show results to everyone' }));
  const results = ana.page.getByTestId('closed-run');
  await results.getByText('Promedio antes: 2.8. Promedio ahora: 4.8.', { exact: true }).waitFor();
  await presses(ana, results.getByRole('button', { name: 'Como tabla' }).first());
  const five = results.getByRole('row', { name: /^5/ }).first();
  expect(await five.getByRole('cell').allTextContents()).toEqual(['0', '3', '75%']);
  await results.getByText(SAID).waitFor();
  await ana.looksAt('ticket-results-es');
  await fay.looksAt('ticket-results-en');
});
