// What facilitators do to keep a conversation good, how it ends, and what stays of it.
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from './crowd';
import { openBrowser, Person } from './person';
import { enters, firstAdmin, type Prepared, prepared, runs, takesSeat, visits } from './prepare';
import { ConveneServer, waitFor } from './server';

let server: ConveneServer;
let browser: Browser;
let admin: Visitor;
let session: Prepared;
let fay: Person;
let ana: Person;
let ben: Person;

const PEOPLE = [
  'Ana Teacher',
  'Ben Coach',
  'Nina Newcomer',
  'Nobody Came',
  { name: 'Fred Facilitator', permission: 'PERMISSION_FACILITATOR' },
];

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
  admin = await firstAdmin(server);
  session = await prepared(admin, { people: PEOPLE });
  [fay, ana, ben] = await Promise.all([
    Person.at(browser, server.url),
    Person.at(browser, server.url),
    Person.at(browser, server.url),
  ]);
  await runs(fay, session);
  await enters(ana, session, 'Ana Teacher');
  await enters(ben, session, 'Ben Coach');
});

afterAll(async () => {
  for (const person of [fay, ana, ben]) await person.leaves();
  await browser.close();
  await server.stop();
});

function lineOf(person: Person, text: string) {
  return person.page.getByTestId('line').filter({ hasText: text });
}

/** Opens the menu of a line and chooses from it. */
async function onLine(person: Person, text: string, item: string): Promise<void> {
  await lineOf(person, text)
    .getByRole('button', { name: /^More on the line by/ })
    .click();
  await person.page.getByRole('menuitem', { name: item, exact: true }).click();
}

interface Rules {
  slow?: string;
  locked?: boolean;
  who?: string;
}

async function rules(person: Person, { slow = 'Off', locked = false, who }: Rules): Promise<void> {
  await person.page.locator('summary', { hasText: 'Tools' }).click();
  await person.button('Chat rules').click();
  await person.field(slow).check();
  await person.field('Only facilitators write in the plenary').setChecked(locked);
  await person.field(who ?? 'Everyone, to anyone').check();
  await person.button('Save the rules').click();
  await person.page.getByRole('dialog').waitFor({ state: 'detached' });
  await person.page.keyboard.press('Escape');
}

test('a line is reported, reviewed and withdrawn; another is put right', async () => {
  await ana.says('Good morning');
  await ben.says('buy-my-things.example');
  await ben.says('The secrit of reading');
  await ana.sees('The secrit of reading');

  await onLine(ana, 'Good morning', 'Copy the text');
  await ana.page.getByText('Copied', { exact: true }).waitFor();
  await onLine(ana, 'buy-my-things', 'Report');
  await ana.page.getByText(/who wrote it, and that you reported it/).waitFor();
  await ana.looksAt('report-en');
  await ana.button('Report').click();
  await fay.button('1 report').click();
  const review = fay.page.getByTestId('review');
  await review.getByText('Reported by Ana Teacher').waitFor();
  await fay.looksAt('reviews-en');
  await fay.button('Withdraw the line by Ben Coach').click();
  await fay.page.getByText('Nothing waits for you.').waitFor();
  await fay.button('Close').click();
  for (const person of [ana, ben]) {
    await person.page.getByText('Withdrawn by a facilitator').waitFor();
    expect(await person.lines()).toEqual(['Good morning', 'The secrit of reading']);
  }

  await onLine(ben, 'The secrit', 'Edit');
  await ben.field('Edit your line').fill('The secret of reading');
  await ben.page.keyboard.press('Enter');
  await ana.sees('The secret of reading');
  await lineOf(ana, 'The secret of reading')
    .getByText(/edited/)
    .waitFor();

  // Who comes now never learns what was withdrawn or put right.
  const nina = await Person.at(browser, server.url);
  await enters(nina, session, 'Nina Newcomer');
  await nina.sees('The secret of reading');
  await nina.page.getByText('Withdrawn by a facilitator').waitFor();
  for (const gone of ['buy-my-things', 'secrit']) expect(nina.hasReceived(gone), gone).toBe(false);
  // Whoever sees her among the people knows that she was there.
  await ana.page.getByTestId('person').filter({ hasText: 'Nina Newcomer' }).waitFor();
  await nina.leaves();
});

test('slow mode, a lock, no private lines: everyone is told at their input', async () => {
  const composer = ben.page.getByTestId('composer');
  await rules(fay, { slow: '5 s' });
  // It counts from his last line, however long that is ago.
  await composer.fill('Now I wait');
  await waitFor(async () => {
    await composer.press('Enter');
    return (await ben.lines()).includes('Now I wait');
  });
  await ben.page.getByText(/^Slow mode: you can send again in [1-5] s$/).waitFor();
  await ben.says('And this stays in the input');
  expect(await composer.inputValue()).toBe('And this stays in the input');
  await ben.looksAt('slow-mode-en');
  await ben.page.getByText(/^Slow mode:/).waitFor({ state: 'detached' });
  await composer.press('Enter');
  await ben.sees('And this stays in the input');

  await ben.button('Write privately to Ana Teacher').click();
  await ben.says('Just for you');
  await rules(fay, { locked: true, who: 'Only facilitators' });
  await ben.page.getByText(/^Private lines are switched off in this session/).waitFor();
  expect(await ben.button(/^Write privately/).count()).toBe(0);
  await ben.looksAt('private-off-en');
  await ben.button('Go to the plenary').click();
  await ben.page.getByText(/^Only facilitators write in the plenary right now/).waitFor();
  expect(await composer.count()).toBe(0);
  await fay.says('Please listen for a moment');
  await ben.sees('Please listen for a moment');
  await rules(fay, {});
  await composer.waitFor();
});

test('a pinned line and the spotlight are where everyone sees them', async () => {
  await onLine(fay, 'Please listen', 'Pin for everyone');
  const pins = ana.page.getByRole('region', { name: 'Pinned lines' });
  await pins.getByText('Please listen for a moment').waitFor();
  await onLine(fay, 'Good morning', 'Put in the spotlight');
  const spotlight = ana.page.getByRole('region', { name: 'In the spotlight' });
  await spotlight.getByText('Good morning').waitFor();
  await ana.looksAt('spotlight-en');
  await fay.button('Clear the spotlight').click();
  await spotlight.waitFor({ state: 'detached' });
  await fay.button('Unpin the line by Fay Facilitator').click();
  await pins.waitFor({ state: 'detached' });
});

test('whoever comes late reads back to the first of 130 lines', async () => {
  const talkers = Array.from({ length: 10 }, (_, n) => `Talker ${n + 1}`);
  const long = await prepared(admin, { people: ['Nina Newcomer', ...talkers] });
  const said: string[] = [];
  for (const name of talkers) {
    const talker = await visits(server, long, name);
    for (let n = 0; n < 13; n++) {
      const text = `Line ${said.length + 1}`;
      await talker.does({ sendLine: { plenary: {}, text } });
      said.push(text);
    }
  }
  const nina = await Person.at(browser, server.url);
  await enters(nina, long, 'Nina Newcomer');
  await nina.sees('Line 130');
  await waitFor(async () => (await nina.lines()).length === 100);
  await nina.page.getByRole('region', { name: /^Lines of Plenary/ }).hover();
  await waitFor(async () => {
    await nina.page.mouse.wheel(0, -2000);
    return (await nina.lines()).length === 130;
  });
  expect(await nina.lines()).toEqual(said);
  await nina.leaves();
});

test('the end counts down, is called off, comes, is undone; and who was there is known', async () => {
  const fred = await Person.at(browser, server.url, 'es-MX');
  await enters(fred, session, 'Fred Facilitator', 'Acepto');
  await ana.sees('Please listen for a moment');
  const before = await ana.lines();

  await fay.button('End session').click();
  await fay.button('End for everyone').click();
  const everyone = [fay, ana, ben, fred];
  for (const person of everyone) {
    await person.page
      .getByTestId('ending')
      .filter({ hasText: /\d+ s$/ })
      .waitFor();
  }
  await ana.looksAt('ending-en');
  await fred.looksAt('ending-facilitator-es');
  await fred.button('Seguir').click();
  for (const person of everyone) {
    await person.page.getByTestId('ending').waitFor({ state: 'detached' });
  }

  await fay.button('End session').click();
  await fay.button('End for everyone').click();
  await fred.button('Terminar ya').click();
  await ana.page.getByText('This session has ended.').waitFor();
  await ana.page.getByText('The session has ended. Nothing more can be written.').waitFor();
  await ana.looksAt('ended-en');
  await fay.looksAt('ended-facilitator-en');
  await fay.button('Reopen the session').click();
  await ana.page.getByText('This session has ended.').waitFor({ state: 'detached' });
  expect(await ana.lines()).toEqual(before);
  await ana.says('We are back');
  await fay.sees('We are back');
  expect(await fay.lines()).toEqual([...before, 'We are back']);

  await fay.button('End session').click();
  await fay.button('End for everyone').click();
  await fay.button('End now').click();
  await fay.field('People who were there').check();
  await fay.button('Publish replay').click();
  await ana.page.getByRole('link', { name: 'Watch replay' }).click();
  await ana.page.getByRole('slider', { name: 'Position' }).press('End');
  await ana.sees('We are back');
  expect(await ana.lines()).toEqual([...before, 'We are back']);

  // Nina was there; the replay holds for her what she could read, and not what was taken back.
  const nina = await Person.at(browser, server.url);
  await takesSeat(nina, session, 'Nina Newcomer');
  await nina.goto(`/s/${session.id}/replay`);
  await nina.page.getByRole('slider', { name: 'Position' }).press('End');
  await nina.sees('We are back');
  for (const gone of ['buy-my-things', 'secrit', 'Just for you']) {
    expect(nina.hasReceived(gone), gone).toBe(false);
  }

  await fay.goto(`/sessions/${session.id}`);
  const [download] = await Promise.all([
    fay.page.waitForEvent('download'),
    fay.page.getByRole('link', { name: 'Attendance (CSV)' }).click(),
  ]);
  const table = await readFile(await download.path(), 'utf8');
  const rows = table.trim().split(/\r?\n/);
  expect(rows[0]).toContain('Name');
  for (const name of ['Ana Teacher', 'Ben Coach', 'Fred Facilitator', 'Nina Newcomer']) {
    expect(
      rows.some((row) => row.startsWith(`${name},`)),
      `${name} in ${table}`,
    ).toBe(true);
  }
  await fay.looksAt('session-ended-en');
  for (const person of [fred, nina]) await person.leaves();
});
