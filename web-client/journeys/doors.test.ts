// Every way in: by personal link, by code as someone on the roster, and past the door.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, Person } from './person';
import { firstAdmin, type Prepared, prepared, runs, tokenOf } from './prepare';
import { ConveneServer } from './server';

let server: ConveneServer;
let browser: Browser;
let session: Prepared;
let fay: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
  session = await prepared(await firstAdmin(server), {
    people: [
      { name: 'Ana Teacher' },
      { name: 'Ben Coach', email: 'ben@lakeside.example.org' },
      { name: 'Carla Director', organisation: { name: 'Orange Unified' } },
      { name: 'Rosa Delgado' },
    ],
  });
  fay = await Person.at(browser, server.url);
  await runs(fay, session);
  await fay.says('Only for those who are in');
});

afterAll(async () => {
  await fay.leaves();
  await browser.close();
  await server.stop();
});

/** From the front door, with the code, to the form that asks who one is. */
async function typesCode(person: Person): Promise<void> {
  await person.goto('/');
  // As people write it down.
  await person.field('Session code').fill(session.code.toLowerCase().replace(/(.{4})/, '$1 '));
  await person.button('Continue').click();
  await person.button('Join').waitFor();
}

async function joinsByPlace(person: Person, name: string, district: string): Promise<void> {
  await typesCode(person);
  await person.field('Name').fill(name);
  await person.field('By my name and where I work').check();
  await person.field('Where do you work?').selectOption({ label: 'A school district' });
  await person.field('District name').fill(district);
  await person.field('Job').selectOption({ label: 'Teacher' });
  await person.button('Join').click();
}

/** At the door one learns nothing of the session but its name. */
async function waitsOutside(person: Person): Promise<void> {
  await person.page.getByRole('heading', { name: 'You are at the door' }).waitFor();
  for (const secret of ['Only for those who are in', 'Ana Teacher', 'Fay Facilitator']) {
    expect(person.hasReceived(secret), secret).toBe(false);
  }
}

/** In the room, as others see them. */
async function isInAs(person: Person, name: string): Promise<void> {
  await person.sees('Only for those who are in');
  await person.says(`I am ${name}`);
  await fay.sees(`I am ${name}`);
  const line = fay.page.getByTestId('line').filter({ hasText: `I am ${name}` });
  await line.locator('.line-author', { hasText: name }).waitFor();
}

test('by personal link, by e-mail, and by name and district', async () => {
  const ana = await Person.at(browser, server.url);
  await ana.goto(`/j/${tokenOf(session, 'Ana Teacher')}`);
  await ana.page.getByText(/You are Ana Teacher, teacher, Lakeside Unified/).waitFor();
  await ana.page.getByRole('link', { name: 'Join', exact: true }).click();
  await ana.agrees();
  await isInAs(ana, 'Ana Teacher');

  const ben = await Person.at(browser, server.url);
  await ben.goto('/');
  await ben.looksAt('home-en');
  await typesCode(ben);
  await ben.looksAt('join-by-code-en');
  await ben.field('Name').fill('B. Coach');
  await ben.field('E-mail').fill('Ben@Lakeside.example.org');
  await ben.button('Join').click();
  await ben.agrees();
  await isInAs(ben, 'Ben Coach');

  const carla = await Person.at(browser, server.url);
  await joinsByPlace(carla, 'carla director', 'Orange Unified');
  await carla.agrees();
  await isInAs(carla, 'Carla Director');
  for (const person of [ana, ben, carla]) await person.leaves();
});

test('a second claim goes to the door, is told so, and turns out to be that person', async () => {
  const rosa = await Person.at(browser, server.url);
  await joinsByPlace(rosa, 'Rosa Delgado', 'Lakeside Unified');
  await rosa.agrees();
  await isInAs(rosa, 'Rosa Delgado');

  // The same person at another browser: nobody can know that, so they wait.
  const again = await Person.at(browser, server.url);
  await joinsByPlace(again, 'Rosa Delgado', 'Lakeside Unified');
  await waitsOutside(again);
  await again.looksAt('door-guest-en');
  await fay.button('1 at the door').click();
  const door = fay.page.getByTestId('at-the-door');
  await door.getByText('Says to be Rosa Delgado, whose place is taken.').waitFor();
  await fay.button('Rosa Delgado is on the roster').click();
  await fay.page.getByRole('radio', { name: /^Rosa Delgado/ }).waitFor();
  await fay.looksAt('door-facilitator-en');
  await fay.button('This is them').click();
  await fay.page.getByText('Nobody waits at the door.').waitFor();
  await fay.button('Close').click();

  // Rosa has answered the notice already.
  await again.says('Here I am again');
  for (const person of [rosa, fay]) await person.sees('Here I am again');
  const line = fay.page.getByTestId('line').filter({ hasText: 'Here I am again' });
  await line.locator('.line-author', { hasText: 'Rosa Delgado' }).waitFor({ state: 'attached' });
  const rosas = fay.page.getByTestId('person').filter({ hasText: 'Rosa Delgado' });
  expect(await rosas.count()).toBe(1);
  for (const person of [rosa, again]) await person.leaves();
});

test('guests wait: one is admitted, one is somebody on the roster, one is turned away', async () => {
  const guest = await Person.at(browser, server.url);
  await typesCode(guest);
  await guest.field('Name').fill('Gus Guest');
  await guest.field('E-mail').fill('gus@nowhere.example.org');
  await guest.button('Join').click();
  // Nobody has this e-mail: the form asks where they work, for those at the door.
  await guest.page.getByText('No free place has this e-mail.').waitFor();
  guest.wasRefused(400);
  await guest.field('Where do you work?').selectOption({ label: 'A partner organization' });
  await guest.field('Organization name').fill('Reading Partners');
  await guest.field('Job').selectOption({ label: 'Partner' });
  await guest.button('Join').click();
  await waitsOutside(guest);

  const annie = await Person.at(browser, server.url, 'es-MX');
  await annie.page.request.post(`${server.url}/api/join/code`, {
    data: {
      code: session.code,
      name: 'Annie T.',
      organisation: { name: 'Lakeside' },
      jobRole: 'JOB_ROLE_TEACHER',
    },
  });
  await annie.goto(`/s/${session.id}`);
  await annie.page.getByRole('heading', { name: 'Usted está en la puerta' }).waitFor();
  await annie.looksAt('door-guest-es');

  const troll = await Person.at(browser, server.url);
  await joinsByPlace(troll, 'Fay Facilitator', 'Lakeside Unified');
  await troll.page.getByRole('heading', { name: 'You are at the door' }).waitFor();

  await fay.button('3 at the door').click();
  await fay.looksAt('door-three-en');
  await fay.button('Admit Gus Guest').click();
  await guest.agrees();
  await isInAs(guest, 'Gus Guest');
  const inside = fay.page.getByTestId('person').filter({ hasText: 'Gus Guest' });
  await inside.getByText('Partner · guest').waitFor();

  await fay.button('Turn away Fay Facilitator').click();
  await fay.button('Turn away').last().click();
  await troll.page.getByRole('heading', { name: 'You were taken out of this session' }).waitFor();
  expect(troll.hasReceived('Only for those who are in')).toBe(false);

  // Ana has lost her link: she comes by code, is found on the roster, and is Ana again.
  await fay.button('Annie T. is on the roster').click();
  await fay.page.getByRole('searchbox', { name: 'Find on the roster' }).fill('ana t');
  await fay.page.getByRole('radio', { name: /^Ana Teacher/ }).check();
  await fay.button('This is them').click();
  await fay.page.getByText('Nobody waits at the door.').waitFor();
  await fay.button('Close').click();
  await annie.sees('Only for those who are in');
  await annie.says('De vuelta');
  await fay.sees('De vuelta');
  const line = fay.page.getByTestId('line').filter({ hasText: 'De vuelta' });
  await line.locator('.line-author', { hasText: 'Ana Teacher' }).waitFor();
  for (const person of [guest, annie, troll]) await person.leaves();
});
