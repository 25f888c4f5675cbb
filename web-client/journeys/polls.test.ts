// A poll of every kind, written, opened, answered and read without a mouse; and an anonymous one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Crew } from './crew';
import { hasFocus, presses, tabsTo } from './keys';
import { Person } from './person';
import type { Words } from './poll-steps';
import {
  closes,
  opensRun,
  rateIs,
  saves,
  startsPoll,
  tellsWho,
  ticks,
  types,
  writes,
} from './poll-steps';
import { enters, visits } from './prepare';

/** Besides Ana and Ben: an anonymous poll opens when eight could answer. */
const WITH_BROWSER = ['Carla Teacher', 'Diego Coach', 'Elena Teacher'];
const WITHOUT = ['Flor Teacher', 'Gina Coach', 'Hugo Teacher'];

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

let crew: Crew;
let fay: Person;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  crew = await Crew.comes({ others: [...WITH_BROWSER, ...WITHOUT] });
  ({ fay, ana, ben } = crew);
});

afterAll(async () => await crew.leaves());

async function writesItem(asked: Asked, at: number): Promise<void> {
  const item = fay.page.getByTestId('item-editor').nth(at);
  await writes(fay, item, 'Question', asked.words);
  // A new question is of the kind of the one before: the next kind is one key away.
  if (at > 0) {
    await tabsTo(fay, item.getByRole('combobox', { name: 'Kind' }));
    await fay.page.keyboard.press('ArrowDown');
  }
  for (const [n, option] of asked.options?.entries() ?? []) {
    await writes(fay, item, `Option ${n + 1}`, option);
  }
  if (asked.unit) await writes(fay, item, 'Unit', asked.unit);
  if (at === 0) await ticks(fay, item.getByRole('checkbox', { name: /^Required/ }));
}

async function closesAndShows(title: Words): Promise<void> {
  const row = await closes(fay, title);
  await presses(fay, row.getByRole('button', { name: 'Show results to everyone' }));
}

test('a poll of every kind is written in both languages by keyboard', async () => {
  const editor = await startsPoll(fay, TITLE);
  await tellsWho(fay, editor, 'ArrowUp');
  for (const [at, asked] of ASKED.entries()) {
    if (at > 0) await presses(fay, fay.button('Add a question'));
    await writesItem(asked, at);
  }
  await fay.looksAt('poll-editor-en');
  await saves(fay, editor);
  await opensRun(fay, TITLE);
  await rateIs(fay, /^0 of 2 /);
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
  await rateIs(fay, /^1 of 2 /);

  const theirs = ben.page.getByRole('form', { name: 'Poll' });
  await ticks(ben, theirs.getByRole('radio', { name: 'Peer visits' }));
  const abstains = theirs.getByRole('checkbox', { name: 'I’d rather not say' });
  await ticks(ben, abstains.nth(1));
  await ben.looksAt('poll-answer-en');
  await presses(ben, theirs.getByRole('button', { name: 'Answer' }));
  await rateIs(fay, /^2 of 2 /);
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
      const person = await Person.at(crew.browser, crew.server.url);
      await enters(person, crew.session, name);
      return person;
    }),
  );
  for (const name of WITHOUT) await visits(crew.server, crew.session, name);
  const editor = await startsPoll(fay, SECRET);
  await tellsWho(fay, editor, 'ArrowDown');
  await writesItem(ASKED[0], 0);
  await saves(fay, editor);
  await opensRun(fay, SECRET);

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
