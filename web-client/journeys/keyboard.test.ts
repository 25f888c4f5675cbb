// Whole sessions without ever touching a mouse: an educator's on a phone-wide screen and in
// Spanish, and that of the facilitator who runs it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from './crowd';
import { arrowsTo, chooses, hasFocus, presses, tabsTo } from './keys';
import { openBrowser, Person } from './person';
import { firstAdmin, prepared, runs, tokenOf } from './prepare';
import { ConveneServer, waitFor } from './server';

let server: ConveneServer;
let browser: Browser;
let admin: Visitor;

const AGENDA = [
  { title: { en: 'Welcome', es: 'Bienvenida' }, minutes: 10 },
  {
    title: { en: 'What works', es: 'Lo que funciona' },
    minutes: 20,
    prompt: { en: 'Tell us one thing.', es: 'Cuéntenos una cosa.' },
    opens: 'OPENS_CHAT',
  },
];

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
  admin = await firstAdmin(server);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('a facilitator runs a session by keyboard alone', async () => {
  const session = await prepared(admin, { agenda: AGENDA, until: 'scheduled' });
  const fay = await Person.at(browser, server.url);
  const { page } = fay;
  await runs(fay, session);
  await presses(fay, fay.button('Open lobby'));
  await presses(fay, fay.button('Start session'));
  await presses(fay, fay.button(/^Next: Welcome/));
  await presses(fay, fay.button(/^Next: What works/));
  await page.getByTestId('now-title').filter({ hasText: 'What works' }).waitFor();
  await presses(fay, fay.button('+5 min'));
  await page.getByTestId('time-left').filter({ hasText: '25 minutes left' }).waitFor();

  await tabsTo(fay, page.getByTestId('composer'));
  for (const text of ['Please read this first', 'Written by mistake']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await fay.sees(text);
  }
  await arrowsTo(fay, 'Please read this first', /^Lines of Plenary/);
  await page.keyboard.press('Enter');
  await chooses(fay, 'menuitem', 'Pin for everyone');
  await page.getByRole('region', { name: 'Pinned lines' }).waitFor();

  await arrowsTo(fay, 'Written by mistake', /^Lines of Plenary/);
  await page.keyboard.press('Enter');
  await chooses(fay, 'menuitem', 'Withdraw');
  // The safe answer comes first and has the focus.
  const question = page.getByRole('dialog', { name: 'Withdraw this line?' });
  await question.waitFor();
  expect(await hasFocus(question.getByRole('button', { name: 'Cancel' }))).toBe(true);
  await presses(fay, question.getByRole('button', { name: 'Withdraw it' }));
  await page.getByText('Withdrawn by its author').waitFor();
  expect(await fay.lines()).toEqual(['Please read this first']);

  await presses(fay, page.locator('summary', { hasText: 'Tools' }), 'Shift+Tab');
  await presses(fay, fay.button('Ask who is here'));
  await page.getByTestId('presence-tally').filter({ hasText: '0 of' }).waitFor();
  await presses(fay, fay.button('I’m here'));
  await page.getByTestId('presence-tally').filter({ hasText: '1 of' }).waitFor();

  for (const next of ['Keep going', 'End now']) {
    await presses(fay, fay.button('End session'), 'Shift+Tab');
    await presses(fay, fay.button('End for everyone'));
    await presses(fay, fay.button(next));
    await page.getByTestId('ending').waitFor({ state: 'detached' });
  }
  await presses(fay, fay.button('Reopen the session'));
  await tabsTo(fay, page.getByTestId('composer'));
  await page.keyboard.type('Going on');
  await page.keyboard.press('Enter');
  await fay.sees('Going on');
  await fay.looksAt('keyboard-facilitator-en');
  await fay.leaves();
});

test('an educator takes part by keyboard alone', async () => {
  const session = await prepared(admin, { people: ['Ana Teacher'], agenda: AGENDA });
  const fay = await Person.at(browser, server.url);
  await runs(fay, session);
  for (const step of ['Welcome', 'What works']) await fay.button(`Next: ${step}`).click();
  await fay.says('Who would like to begin?');

  const ana = await Person.at(browser, server.url, 'es-MX', {
    viewport: { width: 360, height: 740 },
  });
  const { page } = ana;
  const composer = page.getByTestId('composer');
  await ana.goto(`/j/${tokenOf(session, 'Ana Teacher')}`);
  await presses(ana, page.getByRole('link', { name: 'Unirse', exact: true }));
  await presses(ana, ana.button('Acepto'));
  await tabsTo(ana, composer);
  await page.keyboard.type('Escrito sin ratón');
  await page.keyboard.press('Enter');
  await ana.sees('Escrito sin ratón');
  await fay.sees('Escrito sin ratón');

  // A name out of the list that opens behind the @.
  await page.keyboard.type('Gracias, @fay');
  await page.getByRole('listbox', { name: 'Personas para mencionar' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('por la invitación');
  await page.keyboard.press('Enter');
  await ana.sees('Gracias, @Fay Facilitator por la invitación');
  const mention = fay.page.getByTestId('line').filter({ hasText: 'por la invitación' });
  await mention.getByText('mentions you').waitFor();

  // A reaction, an answer, and a line that is put right.
  await arrowsTo(ana, 'Who would like to begin?', /^Mensajes de Plenaria/);
  await page.keyboard.press('Enter');
  await chooses(ana, 'menuitemcheckbox', 'Corazón');
  await fay.button('Heart: 1').waitFor();
  await page.keyboard.press('Enter');
  await chooses(ana, 'menuitem', 'Responder');
  await waitFor(() => hasFocus(composer));
  await page.keyboard.type('Yo puedo comenzar');
  await page.keyboard.press('Enter');
  await fay.sees('Yo puedo comenzar');
  await fay.button('1 reply').waitFor();
  await arrowsTo(ana, 'Yo puedo comenzar', /^Mensajes de Plenaria/);
  await page.keyboard.press('Enter');
  await chooses(ana, 'menuitem', 'Editar');
  await waitFor(() => hasFocus(ana.field('Editar su mensaje')));
  await page.keyboard.type(' mañana');
  await page.keyboard.press('Enter');
  await fay.sees('Yo puedo comenzar mañana');

  // The other parts are tabs: people, and a private line; the agenda.
  await tabsTo(ana, page.getByRole('tab', { name: 'Chat' }), 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.getByTestId('person').first().waitFor();
  await presses(ana, ana.button('Escribir en privado a Fay Facilitator'));
  await waitFor(() => hasFocus(composer));
  await page.keyboard.type('Solo entre nosotras');
  await page.keyboard.press('Enter');
  await ana.sees('Solo entre nosotras');
  await fay.page.getByRole('tab', { name: /Ana Teacher/ }).click();
  await fay.sees('Solo entre nosotras');
  await tabsTo(ana, page.getByRole('tab', { name: 'Chat' }), 'Shift+Tab');
  await page.keyboard.press('End');
  await page.getByRole('listitem').filter({ hasText: 'Lo que funciona' }).waitFor();
  expect(await page.locator('[aria-current=step]').textContent()).toContain('Lo que funciona');

  await page.getByRole('region', { name: 'Qué pasa ahora' }).waitFor();
  await session.host.does({ askPresence: {} });
  await presses(ana, ana.button('Aquí estoy'), 'Shift+Tab');
  await ana.button('Aquí estoy').waitFor({ state: 'detached' });
  await fay.page.getByTestId('presence-tally').filter({ hasText: '1 of' }).waitFor();
  await ana.looksAt('keyboard-educator-es');

  await presses(ana, page.locator('summary', { hasText: 'Opciones' }));
  await tabsTo(ana, ana.field('Estoy participando'));
  await page.keyboard.press('ArrowDown');
  await fay.page.getByTestId('person').filter({ hasText: 'only listening' }).waitFor();
  await presses(ana, page.getByRole('link', { name: 'Salir de la sesión' }));
  await page.getByText('Encuentro de primavera').waitFor();
  for (const person of [ana, fay]) await person.leaves();
});
