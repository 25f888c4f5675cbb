// Breakout rooms: planned from the roster, opened at once, lived in, watched, closed; and a second
// round that derives from the first.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, Person } from './person';
import { enters, firstAdmin, type Prepared, prepared, runs } from './prepare';
import { ConveneServer, waitFor } from './server';

const NAMES = ['Ana Teacher', 'Ben Coach', 'Carla Teacher', 'Diego Coach'] as const;
const ROLES = ['JOB_ROLE_TEACHER', 'JOB_ROLE_COACH'];

let server: ConveneServer;
let browser: Browser;
let session: Prepared;
let fay: Person;
let people: Person[];

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
  const rows = NAMES.map((name, n) => ({
    name,
    jobRole: ROLES[n % 2],
    organisation: { name: n < 2 ? 'Lakeside Unified' : 'Hillside Union' },
  }));
  session = await prepared(await firstAdmin(server), { people: rows, until: 'live' });
  fay = await Person.at(browser, server.url);
  await runs(fay, session);
  people = await Promise.all(
    NAMES.map(async (name, n) => {
      const phone = { viewport: { width: 360, height: 740 } };
      const spanish = n === 3;
      const person = spanish
        ? await Person.at(browser, server.url, 'es-US', phone)
        : await Person.at(browser, server.url);
      await enters(person, session, name, spanish ? 'Acepto' : 'I agree');
      return person;
    }),
  );
});

afterAll(async () => {
  await Promise.all([fay, ...people].map((person) => person.leaves()));
  await browser.close();
  await server.stop();
});

/** Which room someone sees themselves in. */
async function roomOf(person: Person): Promise<string> {
  const region = person.page.locator('.my-room');
  await region.waitFor();
  return (await region.getByRole('heading').first().textContent()) ?? '';
}

function number(room: string): number {
  return Number(/\d+$/.exec(room.trim())?.[0]);
}

async function plans(title: string, strategy: string, from = ''): Promise<void> {
  await fay.button('Plan a round').click();
  await fay.field(/^What the round is called, in English/).fill(title);
  await fay.field(/^What rooms do, in English/).fill('What surprised you?');
  await fay.field(/^Who comes together/).selectOption({ label: strategy });
  if (from) await fay.field(/^Which earlier round/).selectOption({ label: from });
  await fay.field(/^People in a room/).fill('2');
  await fay.button('Plan').click();
  await fay.page.getByTestId('plan-room').nth(1).waitFor();
}

/** A change of width may bring the chat to the front. */
async function looks(name: string): Promise<void> {
  await fay.looksAt(name);
  const panel = fay.page.getByTestId('rooms-panel');
  if (!(await panel.isVisible())) await fay.button('Rooms').click();
  await panel.waitFor();
}

async function opens(title: string): Promise<void> {
  await fay.button('Save the plan').click();
  await fay.button(`Open the rooms of “${title}”`).click();
  await fay.button('Open the rooms now').click();
}

let first: string[];

test('a round is planned, and everyone is in their room at once', async () => {
  await fay.button('Rooms').click();
  await plans('Same job', 'The same job');
  await opens('Same job');
  first = await Promise.all(people.map(roomOf));
  const [ana, ben, carla, diego] = first.map(number);
  expect([ana, ben]).toEqual([carla, diego]);
  expect(ana).not.toBe(ben);
  expect(await people[0]?.page.getByTestId('room-prompt').textContent()).toContain('surprised');
  await people[0]?.looksAt('room-mine');
  await people[3]?.looksAt('room-mine-es');
});

test('what is said in a room stays there, and help comes when it is called', async () => {
  const [ana, ben, carla, diego] = people as [Person, Person, Person, Person];
  await ana.says('only for room-mates');
  await carla.sees('only for room-mates');
  await ben.says('between coaches');
  await diego.sees('between coaches');
  expect(ben.hasReceived('only for room-mates')).toBe(false);
  await ana.button('Ask for help').click();
  const room = first[0]?.trim() ?? '';
  await fay.button(`I’ll go to ${room}`).click();
  await carla.page.getByText(/Fay/).first().waitFor();
  await fay.button(`Look in: ${room}`).click();
  await fay.sees('only for room-mates');
  await fay.button('Back to all rooms').click();
  await looks('rooms-wall');
  await fay.button(`Done: help for ${room}`).click();
});

test('rooms are told, and closed; the next round brings people together who have not met', async () => {
  await fay.page.getByText('Message to all rooms').click();
  await fay.field(/^In English/).fill('Two minutes left');
  await fay.field(/^In Spanish/).fill('Quedan dos minutos');
  await fay.button('Tell all rooms').click();
  await people[0]?.page.getByTestId('told').getByText('Two minutes left').waitFor();
  await people[3]?.page.getByTestId('told').getByText('Quedan dos minutos').waitFor();
  await fay.button('Close the rooms').click();
  await fay.button('Close now').click();
  for (const person of people) {
    await person.page.locator('.my-room').waitFor({
      state: 'detached',
    });
  }
  await people[0]?.says('back in the plenary');
  await people[1]?.sees('back in the plenary');

  await plans('Jigsaw', 'Jigsaw: one from each earlier room', 'Same job');
  await opens('Jigsaw');
  const [ana, ben, carla, diego] = (await Promise.all(people.map(roomOf))).map(number);
  expect(ana).not.toBe(carla);
  expect(ben).not.toBe(diego);
  // Whoever reloads is where they were.
  await people[0]?.page.reload();
  await waitFor(async () => number(await roomOf(people[0] as Person)) === ana);
});
