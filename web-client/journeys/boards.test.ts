// A board of notes: on a phone by keyboard, seen by others, veiled, revealed, frozen and moderated.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cardOf,
  choosesOf,
  columnOf,
  isAfter,
  makesBoard,
  opensBoard,
  usesTool,
} from './board-steps';
import { Crew } from './crew';
import { hasFocus, presses, tabsTo } from './keys';
import type { Person } from './person';
import { waitFor } from './server';

const EN = 'Notice and wonder';
const ES = 'Observo y me pregunto';
const FIRST = 'La gráfica baja en marzo';
const EDITED = 'La gráfica baja en marzo y en abril';
const COMMENT = 'Aquí hubo vacaciones';
const BENS = 'Who was asked?';

let crew: Crew;
let fay: Person;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  crew = await Crew.comes();
  ({ fay, ana, ben } = crew);
});

afterAll(async () => await crew.leaves());

/** Forwards or back, whichever is nearer. */
async function pressesNear(person: Person, target: Locator): Promise<void> {
  await target.waitFor();
  await presses(person, target, (await isAfter(target)) ? 'Tab' : 'Shift+Tab');
}

test('a veiled board is made with two votes each, and shared', async () => {
  await makesBoard(fay, EN, async (dialog) => {
    await dialog.getByLabel('Votes for each person').fill('2');
    await dialog.getByLabel(/^Each person sees only/).check();
    await fay.looksAt('board-new-en');
  });
  await opensBoard(fay, EN);
  await usesTool(fay, 'Share with everyone');
  await opensBoard(ben, EN);
  await ana.button(ES).waitFor();
  await presses(ana, ana.button(ES));
  await ana.page.getByRole('heading', { name: ES }).waitFor();
  await ana.page.getByText('2 de 2 votos por dar').waitFor();
});

test('what Ana writes while it is veiled comes to nobody but her and facilitators', async () => {
  await presses(ana, ana.button('Agregar una nota a Observo'));
  const field = ana.field('Nueva nota en Observo');
  expect(await hasFocus(field)).toBe(true);
  await ana.page.getByText('Solo usted y quienes facilitan lo ven').waitFor();
  await ana.page.keyboard.type(FIRST);
  await ana.page.keyboard.press('Enter');
  await columnOf(ana, 'Observo').getByText(FIRST).waitFor();
  await cardOf(fay, FIRST).waitFor();
  await waitFor(async () => (await cardOf(ana, 'Enviando').count()) === 0);
  await ana.looksAt('board-veiled-es');
  expect(ben.hasReceived(FIRST)).toBe(false);
  await fay.looksAt('board-veiled-en');
  await usesTool(fay, 'Reveal');
  await cardOf(ben, FIRST).waitFor();
  await ana.page.getByText('cada quien ve lo suyo').waitFor({ state: 'detached' });
});

test('Ana edits, moves, votes and comments by keyboard, and Ben sees it', async () => {
  await ana.page.keyboard.press('Escape');
  await choosesOf(ana, `Más sobre “${FIRST}”`, 'Editar');
  const field = ana.field('Lo que dice la nota');
  expect(await hasFocus(field)).toBe(true);
  await ana.page.keyboard.press('End');
  await ana.page.keyboard.type(' y en abril');
  // Others are told not to write in it at the same time.
  await cardOf(ben, FIRST).getByText('Ana Teacher writes here').waitFor();
  await ben.looksAt('board-writes-en');
  await ana.page.keyboard.press('Enter');
  await columnOf(ben, 'I notice').getByText(EDITED).waitFor();

  await choosesOf(ana, `Más sobre “${EDITED}”`, 'Mover a Me pregunto');
  await columnOf(ben, 'I wonder').getByText(EDITED).waitFor();
  expect(await columnOf(ben, 'I notice').getByText(EDITED).count()).toBe(0);
  // Whoever moves something stays with it.
  expect(await hasFocus(ana.button(`Más sobre “${EDITED}”`))).toBe(true);

  await pressesNear(ana, ana.button(`Votar por “${EDITED}”, 0 votos`));
  await ana.button(`Votar por “${EDITED}”, 1 voto`).waitFor();
  await ana.page.getByText('1 de 2 votos por dar').waitFor();
  await ben.button(`Vote for “${EDITED}”, 1 vote`).waitFor();
  await pressesNear(ben, ben.button(`Vote for “${EDITED}”, 1 vote`));
  await ana.button(`Votar por “${EDITED}”, 2 votos`).waitFor();

  await pressesNear(ana, ana.button(`Comentar “${EDITED}”`));
  expect(await hasFocus(ana.field(`Su comentario sobre “${EDITED}”`))).toBe(true);
  await ana.page.keyboard.type(COMMENT);
  await ana.page.keyboard.press('Enter');
  await pressesNear(ben, ben.button(`1 comment on “${EDITED}”`));
  await ben.page.getByText(COMMENT).waitFor();
  await ana.looksAt('board-notes-es');
  await ben.looksAt('board-notes-en');
});

test('Ana takes back what she did, and Ben sees it go', async () => {
  await ana.page.keyboard.press('Escape');
  const undo = ana.button('Deshacer');
  await tabsTo(ana, undo, 'Shift+Tab');
  await ana.page.keyboard.press('Enter');
  await ben.page.getByText(COMMENT).waitFor({ state: 'detached' });
  await ana.page.keyboard.press('Enter');
  await columnOf(ben, 'I notice').getByText(EDITED).waitFor();
  await ana.page.keyboard.press('Enter');
  await cardOf(ben, EDITED).waitFor({ state: 'detached' });
  await columnOf(ben, 'I notice').getByText(FIRST).waitFor();
  expect(await hasFocus(undo)).toBe(true);
  await presses(ana, ana.button('Rehacer'));
  await columnOf(ben, 'I notice').getByText(EDITED).waitFor();
});

test('what is hidden disappears for Ana, and comes back', async () => {
  await ben.button('Add a note to I wonder').click();
  await ben.page.keyboard.type(BENS);
  await ben.page.keyboard.press('Enter');
  await cardOf(ana, BENS).waitFor();
  await fay.button(`More on “${BENS}”`).click();
  await fay.page.getByRole('menuitem', { name: 'Hide from everyone' }).click();
  await cardOf(ana, BENS).waitFor({ state: 'detached' });
  await cardOf(ben, BENS).waitFor({ state: 'detached' });
  await cardOf(fay, BENS).getByText('hidden from everyone').waitFor();
  await fay.looksAt('board-hidden-en');
  await fay.button(`More on “${BENS}”`).click();
  await fay.page.getByRole('menuitem', { name: 'Show again' }).click();
  await cardOf(ana, BENS).waitFor();
});

test('frozen, nobody changes anything; it can still be read and taken home', async () => {
  await usesTool(fay, 'Freeze');
  await ana.page.getByText('Congelado: ya nada cambia.').waitFor();
  await ana.button('Agregar una nota a Observo').waitFor({ state: 'detached' });
  expect(await ana.button(/^Más sobre/).count()).toBe(0);
  await ana.looksAt('board-frozen-es');
  const at = `/api/sessions/${crew.session.id}/boards`;
  const { boards } = await (await ben.page.request.get(ben.base + at)).json();
  for (const [file, kind] of [
    ['export.csv', 'text/csv'],
    ['export.md', 'text/markdown'],
  ]) {
    const answer = await ben.page.request.get(`${ben.base}${at}/${boards[0].id}/${file}`);
    expect(answer.headers()['content-type']).toContain(kind);
    expect(await answer.text()).toContain(EDITED);
  }
  await usesTool(fay, 'Let everyone work on it');
  await ana.button('Agregar una nota a Observo').waitFor();
});
