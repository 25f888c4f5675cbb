// An agenda is planned in two languages, with a picture and slides, and then it is run.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, Person } from './person';
import { pngOf } from './png';
import { enters, firstAdmin, type Prepared, prepared, signsIn, takesSeat } from './prepare';
import { ConveneServer, waitFor } from './server';
import { slidesOf } from './slides';

let server: ConveneServer;
let browser: Browser;
let session: Prepared;
let fay: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
  session = await prepared(await firstAdmin(server), {
    people: ['Ana Teacher'],
    until: 'scheduled',
  });
  fay = await Person.at(browser, server.url);
  await signsIn(fay);
});

afterAll(async () => {
  await fay.leaves();
  await browser.close();
  await server.stop();
});

interface Step {
  en: string;
  es?: string;
  minutes: string;
  promptEn?: string;
  promptEs?: string;
  chat?: boolean;
}

async function addsStep(step: Step): Promise<void> {
  await fay.button('Add a step').click();
  await fay.field('Title in English').fill(step.en);
  await fay.field(/^Title in Spanish/).fill(step.es ?? '');
  await fay.field('Minutes').fill(step.minutes);
  await fay.field(/^Prompt in English/).fill(step.promptEn ?? '');
  await fay.field(/^Prompt in Spanish/).fill(step.promptEs ?? '');
  if (step.chat) await fay.field('The chat, with the prompt above it').check();
}

async function saves(title: string): Promise<void> {
  await fay.button('Save step').click();
  await fay.button(`Edit “${title}”`).waitFor();
  await fay.button('Save step').waitFor({ state: 'detached' });
}

async function titles(): Promise<string[]> {
  return await fay.page.locator('.step-title [lang]').allTextContents();
}

function file() {
  return fay.field(/^Image or slides/);
}

test('steps are written in both languages, with files; what lacks a language is listed', async () => {
  await fay.goto(`/sessions/${session.id}`);
  await fay.page.getByRole('link', { name: 'Plan the agenda' }).click();
  await fay.page.getByText('No steps yet.').waitFor();
  await addsStep({
    en: 'What works',
    es: 'Lo que funciona',
    minutes: '20',
    promptEn: 'Tell us one thing.',
    promptEs: 'Cuéntenos una cosa.',
    chat: true,
  });
  await saves('What works');

  await addsStep({ en: 'Welcome', es: 'Bienvenida', minutes: '10' });
  await file().setInputFiles({
    name: 'map.png',
    mimeType: 'image/png',
    buffer: Buffer.from('this is no picture at all'),
  });
  await fay.page
    .getByText('This is no PNG, JPEG, WebP or PDF. Save it as one of these first.')
    .waitFor();
  await file().setInputFiles({ name: 'map.png', mimeType: 'image/png', buffer: pngOf(2000) });
  await fay.page.getByRole('link', { name: 'Open “map.png”' }).waitFor();
  await saves('Welcome');

  await addsStep({ en: 'The data', minutes: '30' });
  await file().setInputFiles({
    name: 'data.pdf',
    mimeType: 'application/pdf',
    buffer: slidesOf(['One', 'Two', 'Three']),
  });
  await fay.page.getByRole('link', { name: 'Open “data.pdf”' }).waitFor();
  await fay.looksAt('agenda-step-en');
  await saves('The data');

  await fay.page.getByText('1 text is there in one language only').waitFor();
  await fay.page.getByText('3 steps, 1 h of 2 h: 1 h left over.').waitFor();
  expect(await titles()).toEqual(['What works', 'Welcome', 'The data']);
  const move = fay.button('Move up “Welcome”');
  await move.click();
  await waitFor(async () => (await titles())[0] === 'Welcome');
  expect(await move.evaluate((element) => element === document.activeElement)).toBe(true);
  await fay.looksAt('agenda-en');

  // The list of gaps leads to the field that is empty.
  await fay.button('The title of step 3, “The data”: no Spanish').click();
  await fay.field(/^Title in Spanish/).fill('Los datos');
  await saves('The data');
  await fay.page.getByText('All texts are there in English and Spanish.').waitFor();
});

test('in the room everyone is where the agenda is, and reads it in their own language', async () => {
  await fay.page.getByRole('link', { name: 'Back to the session' }).click();
  await fay.page.getByRole('link', { name: 'Enter session' }).click();
  await fay.button('Open lobby').click();
  const ana = await Person.at(browser, server.url, 'es-MX');
  await enters(ana, session, 'Ana Teacher', 'Acepto');
  await ana.page.getByText('Le damos la bienvenida. Todavía no hemos comenzado.').waitFor();
  await ana.looksAt('lobby-es');
  await fay.button('Start session').click();

  const now = ana.page.getByTestId('now-title');
  await fay.button('Next: Welcome').click();
  await now.filter({ hasText: 'Bienvenida' }).waitFor();
  await ana.page.getByRole('img', { name: 'Bienvenida' }).waitFor();
  await ana.page.getByText('Quedan 10 minutos').waitFor();

  await fay.button('Next: What works').click();
  await now.filter({ hasText: 'Lo que funciona' }).waitFor();
  await ana.page.getByTestId('prompt').filter({ hasText: 'Cuéntenos una cosa.' }).waitFor();
  await fay.button('+5 min').click();
  await ana.page.getByText('Quedan 25 minutos').waitFor();
  await ana.says('Leemos juntas cada mañana');
  await fay.sees('Leemos juntas cada mañana');
  await fay.button('Back').click();
  await now.filter({ hasText: 'Bienvenida' }).waitFor();
  await fay.button('Next: What works').click();

  await fay.button('Next: The data').click();
  await ana.page.getByText('Diapositiva 1 de 3').waitFor();
  await fay.button('Turn the page for everyone').click();
  await ana.page.getByText('Diapositiva 2 de 3').waitFor();
  await ana.looksAt('slides-es');
  await fay.looksAt('slides-facilitator-en');
  // On a phone Fay puts the slides away, for herself alone.
  await fay.page.setViewportSize({ width: 360, height: 740 });
  await fay.button('Hide slides').press('Enter');
  await fay.page.getByRole('img', { name: /^The data: slide/ }).waitFor({ state: 'detached' });
  await fay.looksAt('slides-hidden-en');
  await fay.button('Show slides').press('Enter');
  await fay.page.getByRole('img', { name: 'The data: slide 2 of 3' }).waitFor();
  await fay.page.setViewportSize({ width: 1280, height: 800 });
  // Ana looks back on her own, is told where the host is, and goes there.
  await ana.button('Diapositiva anterior').click();
  await fay.button('Turn the page for everyone').click();
  await ana.page.getByText('Quien presenta está en la diapositiva 3.').waitFor();
  await ana.page.getByText('Diapositiva 1 de 3').waitFor();
  await ana.button('Volver con quien presenta').click();
  await ana.page.getByText('Diapositiva 3 de 3').waitFor();
  await ana.leaves();
});

test('the replay goes through the same steps', async () => {
  await fay.button('End session').click();
  await fay.button('End for everyone').click();
  await fay.button('End now').click();
  await fay.field('Everyone on the roster').check();
  await fay.button('Publish replay').click();
  await fay.page.getByText('The replay is open to everyone on the roster.').waitFor();

  const ana = await Person.at(browser, server.url, 'es-MX');
  await takesSeat(ana, session, 'Ana Teacher');
  await ana.goto(`/s/${session.id}/replay`);
  const position = ana.page.getByRole('slider', { name: 'Posición' });
  await position.press('End');
  await ana.page.getByTestId('now-title').filter({ hasText: 'Los datos' }).waitFor();
  await ana.page.getByText('Diapositiva 3 de 3').waitFor();
  await ana.looksAt('replay-es');
  // The chapters are the steps that it went through, in the language of who watches.
  const chapters = ana.page.getByRole('combobox', { name: /^Capítulo/ });
  await chapters.waitFor();
  // On a low phone, too, they are there without scrolling.
  for (const height of [800, 640]) {
    await ana.resizes({ width: 360, height });
    const box = await chapters.boundingBox();
    expect(box && box.y + box.height, `at ${height}`).toBeLessThanOrEqual(height);
  }
  await ana.page.setViewportSize({ width: 1280, height: 800 });
  const names = await chapters.locator('option').allTextContents();
  const titles = ['Bienvenida', 'Lo que funciona', 'Bienvenida', 'Lo que funciona', 'Los datos'];
  expect(names.slice(-titles.length).map((name) => name.replace(/^.* · /, ''))).toEqual(titles);
  await chapters.selectOption({ index: names.length - 2 });
  await ana.page.getByTestId('now-title').filter({ hasText: 'Lo que funciona' }).waitFor();
  await position.press('Home');
  await ana.page.getByText('Diapositiva 3 de 3').waitFor({ state: 'detached' });
  await ana.leaves();
});
