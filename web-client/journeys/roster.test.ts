// A table becomes a roster: looked at first, put right, imported, imported again; then the help
// desk, where somebody's link no longer works.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, Person } from './person';
import { firstAdmin, type Prepared, prepared, signsIn } from './prepare';
import { ConveneServer } from './server';

let server: ConveneServer;
let browser: Browser;
let session: Prepared;
let fay: Person;
let page: Page;

const HEADERS = 'Name,E-mail,Role,District,Favorite topic';
const GOOD = [
  'Rosa Delgado,rosa@lakeside.example.org,Teacher,Lakeside Unified,Math',
  'Íñigo Núñez,inigo@lakeside.example.org,Math coach,Lakeside Unified,Reading',
  'Sam Lee,sam@orange.example.org,Teacher,Orange Unified,Math',
  'Kim Park,kim@orange.example.org,Teacher,Orange Unified,Science',
];
const UNKNOWN_ROLE = 'Tom Ortiz,tom@orange.example.org,Wizard of reading,Orange Unified,Reading';
const BAD = [
  ',nobody@orange.example.org,Teacher,Orange Unified,Math',
  'Uma Rao,not an address,Teacher,Orange Unified,Math',
];

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
  session = await prepared(await firstAdmin(server), { until: 'scheduled' });
  fay = await Person.at(browser, server.url);
  page = fay.page;
  await signsIn(fay);
  await fay.goto(`/sessions/${session.id}`);
});

afterAll(async () => {
  await fay.leaves();
  await browser.close();
  await server.stop();
});

async function chooses(rows: readonly string[]): Promise<void> {
  const buffer = Buffer.from([HEADERS, ...rows].join('\r\n'), 'utf8');
  await fay.field('A file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
}

async function downloads(name: string): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  return (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
}

test('a table with problems is looked at, put right, and imported without the rest', async () => {
  await page.getByRole('link', { name: 'Import a table' }).click();
  await fay.looksAt('import-en');
  await chooses([...GOOD, UNKNOWN_ROLE, ...BAD]);
  await page
    .getByText('4 will be added, 0 changed, 0 unchanged; 3 rows need a decision.', { exact: true })
    .waitFor();
  const problems = page.getByRole('table', { name: /^Rows that need a decision/ });
  await problems.getByText('There is no name. Write one.').waitFor();
  await problems.getByText('This is no e-mail address. Correct it').waitFor();
  await problems.getByText('Convene does not know this role.').waitFor();
  await fay.looksAt('import-preview-en');

  // A role is said once, and a column gets a meaning.
  await fay.field('“Wizard of reading”').selectOption({ label: 'Specialist' });
  await page
    .getByText('5 will be added, 0 changed, 0 unchanged; 2 rows need a decision.')
    .waitFor();
  await fay.field('Column “Favorite topic”').selectOption({ label: 'Groups' });
  await page.getByText('So far nothing has changed on the roster.').waitFor();
  await fay.button('Import 5 and leave out 2').click();
  await page.getByText('5 people were added and 0 changed.').waitFor();
  await page.getByText('2 rows were left out.').waitFor();
  await fay.looksAt('imported-en');
  await page.getByRole('link', { name: 'See the roster' }).click();
  const rows = page.getByRole('table', { name: /^Roster/ }).getByRole('row');
  await rows.filter({ hasText: 'Tom Ortiz' }).getByText('Specialist').waitFor();
  await rows.filter({ hasText: 'Íñigo Núñez' }).getByText('Groups: Reading').waitFor();
  expect(await rows.filter({ hasText: 'Uma Rao' }).count()).toBe(0);
});

test('the same table again, with one role changed, says before and after', async () => {
  await page.getByRole('link', { name: 'Import a table' }).click();
  await chooses(
    GOOD.map((row) =>
      row.replace('Lee,sam@orange.example.org,Teacher', 'Lee,sam@orange.example.org,Principal'),
    ),
  );
  await page
    .getByText('Nobody will be added, 1 changed, 3 unchanged; no row needs a decision.')
    .waitFor();
  await page.locator('summary', { hasText: 'What changes' }).click();
  const change = page.getByRole('listitem').filter({ hasText: 'Role: was' });
  expect((await change.last().textContent())?.replace(/\s+/g, ' ')).toBe(
    'Role: was Teacher, becomes Site administrator',
  );
  await page.locator('summary', { hasText: 'on the roster and not in the table' }).click();
  await page.getByText('Tom Ortiz').waitFor();
  await fay.looksAt('import-again-en');
  await fay.button('Import 1 person').click();
  await page.getByText('0 people were added and 1 changed.').waitFor();
  await page.getByRole('link', { name: 'See the roster' }).click();
});

test('one person is added by hand; the roster is searched; the links are downloaded', async () => {
  await fay.field('Name').fill('Ana Teacher');
  await fay.field('Where do they work?').selectOption({ label: 'A school district' });
  await fay.field('District name').fill('Lakeside Unified');
  await fay.field('Job').selectOption({ label: 'Teacher' });
  await fay.button('Add person').click();
  await fay.field('Personal link of Ana Teacher').waitFor();

  const rows = page.getByRole('table', { name: /^Roster/ }).getByRole('row');
  await fay.field('Find by name, e-mail or organization').fill('inigo nun');
  await page.getByText('1 person', { exact: true }).waitFor();
  // With the row of headers.
  expect(await rows.count()).toBe(2);
  await fay.field('Find by name, e-mail or organization').fill('');
  await fay.field('Show organizations').selectOption('Orange Unified');
  await page.getByText('3 people', { exact: true }).waitFor();
  await fay.field('Show organizations').selectOption({ label: 'All organizations' });
  await fay.looksAt('roster-en');

  const links = await downloads('All personal links (CSV)');
  expect(links).toHaveLength(7);
  expect(links[0]).toMatch(/^\ufeff?Name,E-mail,.*Personal link,Calendar entry/);
  const link = /http:\/\/[^,"]*\/j\/[^,"]+/.exec(links.find((row) => row.startsWith('Rosa')) ?? '');
  const rosa = await Person.at(browser, server.url);
  await rosa.goto(new URL(link?.[0] ?? '').pathname);
  await rosa.page.getByText('You are Rosa Delgado, teacher, Lakeside Unified.').waitFor();
  await rosa.leaves();
});

test('at the help desk someone is found, and gets a new link in place of the old', async () => {
  await page.getByRole('link', { name: 'Help desk' }).click();
  await page.getByText('Type a part of the name of who calls.').waitFor();
  const find = fay.field('Find by name, e-mail or district');
  await find.fill('zzz');
  await page.getByText(`let them join with the code ${session.code}`).waitFor();
  await find.fill('ana tea');
  await page.getByText('Has not arrived yet.').waitFor();
  await fay.looksAt('help-desk-en');
  const makesLink = async () => {
    await fay.button('New link for Ana Teacher').click();
    await page.getByText('The old link of Ana Teacher stops working.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'New link' }).click();
    const link = fay.field('Personal link of Ana Teacher');
    await link.waitFor();
    return link;
  };
  const link = await makesLink();
  const old = new URL(await link.inputValue()).pathname;

  const ana = await Person.at(browser, server.url);
  await ana.goto(old);
  await ana.page.getByText('You are Ana Teacher, teacher, Lakeside Unified.').waitFor();
  await makesLink();
  const isNew = page.locator(`input:not([value="${server.url}${old}"])[readonly]`).first();
  await isNew.waitFor();
  const now = new URL(await isNew.inputValue()).pathname;
  expect(now).not.toBe(old);

  await ana.goto(old);
  await ana.page.getByText('This link has been used or replaced. Ask for a new one.').waitFor();
  ana.wasRefused(410);
  await ana.looksAt('link-replaced-en');
  await ana.goto(now);
  await ana.page.getByText('You are Ana Teacher, teacher, Lakeside Unified.').waitFor();
  await ana.leaves();
});
