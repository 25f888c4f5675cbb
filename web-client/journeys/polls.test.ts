// A poll of every kind, written, opened, answered and read without a mouse; and an anonymous one.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasFocus, presses, tabsTo } from './keys';
import { openBrowser, Person } from './person';
import { enters, firstAdmin, type Prepared, prepared, runs, visits } from './prepare';
import { ConveneServer } from './server';

/** Besides Ana and Ben: an anonymous poll opens when eight could answer. */
const WITH_BROWSER = ['Carla Teacher', 'Diego Coach', 'Elena Teacher'];
const WITHOUT = ['Flor Teacher', 'Gina Coach', 'Hugo Teacher'];

/** In English and in Spanish. */
type Words = readonly [string, string];

interface Asked {
  words: Words;
  options?: readonly Words[];
  unit?: Words;
}

const TITLE: Words = ['Half-way check', 'A mitad de camino'];
const SECRET: Words = ['Between us', 'Entre nosotros'];
const PRACTICES: readonly Words[] = [
  ['Peer visits', 'Visitas entre pares'],
  ['Data walks', 'Recorridos de datos'],
];
const HOURS: readonly Words[] = [
  ['Coaching', 'Acompañamiento'],
  ['Planning', 'Planificación'],
];

/** In the order in which the kinds are offered. */
const ASKED: readonly [Asked, ...Asked[]] = [
  { words: ['Which practice will you try?', '¿Qué práctica va a probar?'], options: PRACTICES },
  { words: ['How ready do you feel?', '¿Qué tan lista se siente su escuela?'] },
  { words: ['What matters most?', '¿Qué importa más?'], options: HOURS },
  { words: ['Where should the hours go?', '¿A qué dedicamos las horas?'], options: HOURS },
  { words: ['How many take part?', '¿Cuántas participan?'], unit: ['schools', 'escuelas'] },
  { words: ['Today in a few words?', '¿El día en pocas palabras?'] },
  { words: ['What else?', '¿Qué más?'] },
];

let server: ConveneServer;
let browser: Browser;
let session: Prepared;
let fay: Person;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
  const people = ['Ana Teacher', 'Ben Coach', ...WITH_BROWSER, ...WITHOUT];
  session = await prepared(await firstAdmin(server), { people });
  [fay, ana, ben] = await Promise.all([
    Person.at(browser, server.url),
    Person.at(browser, server.url, 'es-MX', { viewport: { width: 360, height: 740 } }),
    Person.at(browser, server.url),
  ]);
  await runs(fay, session);
  await enters(ana, session, 'Ana Teacher', 'Acepto');
  await enters(ben, session, 'Ben Coach');
});

afterAll(async () => {
  for (const person of [fay, ana, ben]) await person.leaves();
  await browser.close();
  await server.stop();
});

async function types(person: Person, field: Locator, text: string): Promise<void> {
  await tabsTo(person, field);
  await person.page.keyboard.press('ControlOrMeta+A');
  await person.page.keyboard.type(text);
}

async function ticks(person: Person, box: Locator): Promise<void> {
  await tabsTo(person, box);
  await person.page.keyboard.press('Space');
  expect(await box.isChecked()).toBe(true);
}

/** The same in both languages, in the two fields that stand side by side. */
async function writes(frame: Locator, what: string, [en, es]: Words): Promise<void> {
  const field = (name: string) => frame.getByRole('textbox', { name, exact: true });
  await types(fay, field(`${what} in English`), en);
  await types(fay, field(`${what} in Spanish`), es);
}

async function writesItem(asked: Asked, at: number): Promise<void> {
  const item = fay.page.getByTestId('item-editor').nth(at);
  await writes(item, 'Question', asked.words);
  // A new question is of the kind of the one before: the next kind is one key away.
  if (at > 0) {
    await tabsTo(fay, item.getByRole('combobox', { name: 'Kind' }));
    await fay.page.keyboard.press('ArrowDown');
  }
  for (const [n, option] of asked.options?.entries() ?? []) {
    await writes(item, `Option ${n + 1}`, option);
  }
  if (asked.unit) await writes(item, 'Unit', asked.unit);
  if (at === 0) await ticks(fay, item.getByRole('checkbox', { name: /^Required/ }));
}

/** What is confidential at first: `ArrowUp` for names, `ArrowDown` for nobody's. */
async function startsPoll(title: Words, key: string): Promise<Locator> {
  await fay.page.getByRole('tab', { name: 'Polls' }).click();
  await presses(fay, fay.button('New poll'));
  const editor = fay.page.getByRole('dialog', { name: 'New poll' });
  await writes(editor, 'Title', title);
  await tabsTo(fay, editor.getByRole('radio', { name: 'Only staff can see it was you' }));
  await fay.page.keyboard.press(key);
  return editor;
}

async function opens(editor: Locator, [en]: Words): Promise<void> {
  await presses(fay, fay.button('Save the poll'));
  await editor.waitFor({ state: 'detached' });
  await presses(fay, fay.button(`Open: ${en}`));
  await presses(fay, fay.button('Open it now'));
  await fay.page.getByTestId('open-run').waitFor();
}

async function closesAndShows([en]: Words): Promise<void> {
  await presses(fay, fay.button('Close the poll'));
  await presses(fay, fay.button(new RegExp(`^${en}.*Closed at`)));
  await presses(fay, fay.button('Show results to everyone'));
}

const rateIs = async (rate: RegExp) =>
  await fay.page.getByTestId('rate').filter({ hasText: rate }).waitFor();

test('a poll of every kind is written in both languages by keyboard', async () => {
  const editor = await startsPoll(TITLE, 'ArrowUp');
  for (const [at, asked] of ASKED.entries()) {
    if (at > 0) await presses(fay, fay.button('Add a question'));
    await writesItem(asked, at);
  }
  await fay.looksAt('poll-editor-en');
  await opens(editor, TITLE);
  await rateIs(/^0 of 2 /);
});

test('educators answer every kind by keyboard, and change their minds', async () => {
  const form = ana.page.getByRole('form', { name: 'Encuesta' });
  const its = (role: 'radio' | 'button' | 'textbox', name: string) =>
    form.getByRole(role, { name, exact: true });
  await ana.page.getByTestId('poll-privacy').getByText('Se muestra su nombre').waitFor();
  await presses(ana, its('button', 'Responder'));
  await form.getByRole('alert').waitFor();
  await ticks(ana, its('radio', 'Visitas entre pares'));
  await tabsTo(ana, its('radio', '1'));
  for (const _ of [2, 3, 4]) await ana.page.keyboard.press('ArrowRight');
  await presses(ana, its('button', 'Bajar: Acompañamiento'));
  // Whoever moves something stays with it.
  expect(await hasFocus(its('button', 'Bajar: Acompañamiento'))).toBe(true);
  await types(ana, its('textbox', 'Acompañamiento'), '7');
  await types(ana, its('textbox', 'Planificación'), '3');
  await ana.looksAt('poll-answer-es');
  await types(ana, its('textbox', 'Número (escuelas)'), '12');
  await types(ana, its('textbox', 'Palabra 1 de 3'), 'calma');
  await types(ana, its('textbox', 'Su respuesta'), 'Más tiempo para planear');
  await presses(ana, its('button', 'Responder'));
  const mine = ana.page.getByTestId('my-answers');
  for (const said of ['Visitas entre pares', 'calma', 'Más tiempo para planear']) {
    await mine.getByText(said).waitFor();
  }
  await ana.looksAt('poll-saved-es');
  await rateIs(/^1 of 2 /);

  const theirs = ben.page.getByRole('form', { name: 'Poll' });
  await ticks(ben, theirs.getByRole('radio', { name: 'Peer visits' }));
  const abstains = theirs.getByRole('checkbox', { name: 'I’d rather not say' });
  await ticks(ben, abstains.nth(1));
  await ben.looksAt('poll-answer-en');
  await presses(ben, theirs.getByRole('button', { name: 'Answer' }));
  await rateIs(/^2 of 2 /);
  await presses(ben, ben.button('Change my answer'));
  await tabsTo(ben, theirs.getByRole('radio', { name: 'Peer visits' }));
  await ben.page.keyboard.press('ArrowDown');
  await presses(ben, theirs.getByRole('button', { name: 'Answer' }));
  await ben.page.getByTestId('my-answers').getByText('Data walks').waitFor();
  await fay.looksAt('poll-running-en');
});

test('the results come when they are shown, as pictures and as tables', async () => {
  await closesAndShows(TITLE);
  for (const [person, table, first] of [
    [ana, 'Como tabla', 'Recorridos de datos'],
    [ben, 'As a table', 'Data walks'],
  ] as const) {
    const results = person.page.getByTestId('closed-run');
    await results.waitFor();
    expect(await results.getByTestId('item-result').count()).toBe(ASKED.length);
    await person.looksAt(`poll-results-${person === ana ? 'es' : 'en'}`);
    await presses(person, results.getByRole('button', { name: table }).first());
    const row = results.getByRole('row').filter({ hasText: first }).first();
    expect(await row.textContent()).toContain('1');
    await person.looksAt(`poll-table-${person === ana ? 'es' : 'en'}`);
  }
  await fay.looksAt('poll-results-facilitator-en');
});

test('an anonymous poll is counted, and nobody knows who said what', async () => {
  const others = await Promise.all(
    WITH_BROWSER.map(async (name) => {
      const person = await Person.at(browser, server.url);
      await enters(person, session, name);
      return person;
    }),
  );
  for (const name of WITHOUT) await visits(server, session, name);
  const editor = await startsPoll(SECRET, 'ArrowDown');
  await writesItem(ASKED[0], 0);
  await opens(editor, SECRET);

  const form = ana.page.getByRole('form', { name: 'Encuesta' });
  await ana.page.getByTestId('run').getByText('Nadie puede saberlo').waitFor();
  await ticks(ana, form.getByRole('radio', { name: 'Visitas entre pares' }));
  await ana.looksAt('poll-anonymous-es');
  await presses(ana, form.getByRole('button', { name: 'Responder' }));
  await Promise.all(
    [ben, ...others].map(async (person) => {
      const theirs = person.page.getByRole('form', { name: 'Poll' });
      await theirs.getByRole('radio', { name: 'Peer visits' }).check();
      await theirs.getByRole('button', { name: 'Answer' }).click();
      await person.page.getByText(/^Your ballot was taken/).waitFor();
    }),
  );
  await ana.page.getByText(/^Su boleta fue recibida/).waitFor();
  await ana.looksAt('poll-cast-es');
  await closesAndShows(SECRET);
  const results = ben.page.getByTestId('closed-run').filter({ hasText: SECRET[0] });
  const row = results.getByRole('row', { name: /^Peer visits/ });
  await row.waitFor({ state: 'attached' });
  expect(await row.textContent()).toContain('5100%');
  expect(await results.getByRole('button', { name: 'Who answered what' }).count()).toBe(0);
  await ben.looksAt('poll-counted-en');
  for (const person of others) await person.leaves();
});
