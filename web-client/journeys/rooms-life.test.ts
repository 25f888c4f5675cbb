// The life of breakout rooms, between two facilitators and people of two languages: roles, steps
// and results; who looks in, and who may not; rooms that join, come back and open again.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from './crowd';
import { openBrowser, Person } from './person';
import { enters, firstAdmin, type Prepared, prepared, runs, takesSeat } from './prepare';
import { ConveneServer, waitFor } from './server';

const NAMES = ['Ana Teacher', 'Ben Coach', 'Carla Teacher', 'Diego Coach', 'Elena Coach'] as const;
/** Where they are in the first round. */
const ROOMS: Record<string, number> = {
  'Ana Teacher': 1,
  'Ben Coach': 1,
  'Carla Teacher': 2,
  'Diego Coach': 2,
  'Elena Coach': 3,
};
const PHONE = { viewport: { width: 360, height: 740 } };

let server: ConveneServer;
let browser: Browser;
let admin: Visitor;
let session: Prepared;
let fay: Person;
let eva: Person;
let ana: Person;
let ben: Person;
let carla: Person;
/** In Spanish, on a phone. */
let diego: Person;
let elena: Person;
/** In another session. */
let gil: Person;
let rosa: Person;
/** Fay, there. */
let hal: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
  admin = await firstAdmin(server);
  session = await prepared(admin, { people: [...NAMES, 'Eva Coordinator'], until: 'live' });
  [fay, hal, gil, rosa] = await Promise.all([
    Person.at(browser, server.url),
    Person.at(browser, server.url),
    Person.at(browser, server.url),
    Person.at(browser, server.url, 'es-US', PHONE),
  ]);
  await runs(fay, session);
  const come = async (name: string) => {
    const spanish = name.startsWith('Diego');
    const person = spanish
      ? await Person.at(browser, server.url, 'es-US', PHONE)
      : await Person.at(browser, server.url);
    await enters(person, session, name, spanish ? 'Acepto' : 'I agree');
    return person;
  };
  [ana, ben, carla, diego, elena, eva] = (await Promise.all(
    [...NAMES, 'Eva Coordinator'].map(come),
  )) as [Person, Person, Person, Person, Person, Person];
});

afterAll(async () => {
  for (const person of [fay, eva, ana, ben, carla, diego, elena, hal, gil, rosa])
    await person.leaves();
  await browser.close();
  await server.stop();
});

function everyone(): Person[] {
  return [ana, ben, carla, diego, elena];
}

function myRoom(person: Person): Locator {
  return person.page.locator('.my-room');
}

/** Which room someone sees themselves in. */
async function isIn(person: Person, room: number): Promise<void> {
  const name = new RegExp(`(Room|Sala) ${room}$`);
  await myRoom(person).getByRole('heading', { level: 2, name }).waitFor();
}

async function isBack(person: Person): Promise<void> {
  await myRoom(person).waitFor({ state: 'detached' });
}

function card(facilitator: Person, room: number): Locator {
  return facilitator.page.locator(`[data-testid=wall-room][data-room="${room}"]`);
}

/** One of the plan's rooms. */
function planned(room: number): Locator {
  return fay.page.locator(`[data-testid=plan-room][data-room="${room}"]`);
}

async function startsFrom(who: Person, template: string): Promise<void> {
  await who.button('Plan a round').click();
  await who.field('Start from').selectOption({ label: template });
}

async function opens(title: string): Promise<void> {
  await fay.button('Save the plan').click();
  await fay.button(`Open the rooms of “${title}”`).click();
  await fay.button('Open the rooms now').click();
}

/** A change of width may bring the chat to the front. */
async function looks(name: string): Promise<void> {
  await fay.looksAt(name);
  const panel = fay.page.getByTestId('rooms-panel');
  if (!(await panel.isVisible())) await fay.button('Rooms').click();
  await panel.waitFor();
}

async function closesAll(): Promise<void> {
  await fay.button('Close the rooms').click();
  await fay.button('Close now').click();
  await Promise.all(everyone().map(isBack));
}

/** Who of two people sees to this, and who does not. */
async function whoOf(pair: readonly Person[], role: RegExp): Promise<[Person, Person]> {
  const [one, other] = pair as [Person, Person];
  const roles = (person: Person) => person.page.getByTestId('my-roles').getByText(role);
  await roles(one).or(one.page.getByTestId('other-roles')).first().waitFor();
  return (await roles(one).isVisible()) ? [one, other] : [other, one];
}

const RESULT = /^(In a few sentences|En pocas frases)/;

/** Unfolds what the room brings back, if it is not. */
async function opensResult(person: Person): Promise<void> {
  if (await person.field(RESULT).isVisible()) return;
  await person.page.getByTestId('room-result').getByRole('button').first().click();
  await person.field(RESULT).waitFor();
}

const KEEPS_TIME = /You keep the time|Usted lleva el tiempo/;
const PRESENTS = /You present\.|Usted presenta\./;
const GOES_ON = /^(On to the next step|Pasar al siguiente paso)$/;

test('what is said in rooms and not kept is announced before anyone enters', async () => {
  const names = ['Gil Teacher', 'Rosa Teacher'];
  const other = await prepared(admin, { people: names, forgetsRooms: true });
  await takesSeat(gil, other, 'Gil Teacher');
  await takesSeat(rosa, other, 'Rosa Teacher');
  for (const person of [gil, rosa]) await person.goto(`/s/${other.id}`);
  await gil.page.getByText(/What you write there is not kept/).waitFor();
  await rosa.page.getByText(/Lo que escriba allí no se guarda/).waitFor();
  await gil.looksAt('consent-not-kept');
  await rosa.looksAt('consent-not-kept-es');
  await gil.button('I agree').click();
  await rosa.button('Acepto').click();
  for (const person of [gil, rosa]) await person.page.getByTestId('composer').waitFor();

  // Pairs have a minute, in which the other session goes on: see below.
  await runs(hal, other);
  await hal.button('Rooms').click();
  await startsFrom(hal, '1-2-4-All');
  await hal.button('Plan and save these 2 rounds').click();
  await hal.page.getByText(/2 rounds are planned and saved/).waitFor();
  await hal.button('All right').click();
  await hal.button('Change the plan of “Pairs”').click();
  await hal
    .field(/^Minutes/)
    .first()
    .fill('1');
  await hal.button('Save the plan').click();
  await hal.button('Open the rooms of “Pairs”').click();
  await hal.button('Open the rooms now').click();
  await gil.page.getByText('Think for yourself first.').waitFor();
});

test('a facilitator makes another one, and starts from a protocol', async () => {
  await fay.button('Manage Eva Coordinator').click();
  await fay.button('Make facilitator').click();
  await eva.button('Rooms').waitFor();
  await fay.button('Close').click();

  await fay.button('Rooms').click();
  await startsFrom(fay, 'Consultancy');
  await fay.page.getByText('Mixed rooms of five').waitFor();
  await fay.page.locator('summary', { hasText: 'More' }).click();
  await fay.field('Timekeeper').waitFor();
  await looks('rooms-planner-more');
  await fay.field(/^People in a room/).fill('2');
  await fay.button('Plan').click();
  await planned(2).waitFor();
  if (!(await planned(3).isVisible())) await fay.button('Add a room').click();
  for (const [name, room] of Object.entries(ROOMS)) {
    if (await planned(room).getByText(name).isVisible()) continue;
    await fay.button(`Move ${name}`).click();
    await fay.field(`Where ${name} goes`).selectOption(String(room));
    await fay.button('Move there').click();
    await planned(room).getByText(name).waitFor();
  }
  await opens('Consultancy');
  await Promise.all([isIn(ana, 1), isIn(ben, 1), isIn(carla, 2), isIn(diego, 2), isIn(elena, 3)]);
});

test('whoever keeps time takes the room from step to step, and who presents listens', async () => {
  await ana.page.getByTestId('room-steps').getByText('Step 1 of 6: Present').waitFor();
  await diego.page.getByTestId('room-steps').getByText('Paso 1 de 6').waitFor();
  for (const pair of [
    [ana, ben],
    [carla, diego],
  ]) {
    const [keeper, other] = await whoOf(pair, KEEPS_TIME);
    const [presenter, listener] = await whoOf(pair, PRESENTS);
    expect(presenter, 'two people share two roles').toBe(other);
    expect(await other.button(GOES_ON).count()).toBe(0);
    for (const step of [2, 3, 4]) {
      await keeper.button(GOES_ON).click();
      const at = new RegExp(`(Step|Paso) ${step} (of|de) 6`);
      await other.page.getByTestId('room-steps').getByText(at).waitFor();
    }
    const composer = presenter.page.getByTestId('composer');
    await waitFor(async () => !(await composer.isEditable()));
    await listener.says('What if it were smaller?');
    await presenter.sees('What if it were smaller?');
  }
  await ana.looksAt('room-steps');
  await diego.looksAt('room-steps-es');
  for (const pair of [
    [ana, ben],
    [carla, diego],
  ]) {
    const [keeper, presenter] = await whoOf(pair, KEEPS_TIME);
    await keeper.button(GOES_ON).click();
    await waitFor(() => presenter.page.getByTestId('composer').isEditable());
    await presenter.says('I have thought about that');
    await keeper.sees('I have thought about that');
  }
});

test('what a room brings back is written by anyone there, and lost to nobody', async () => {
  for (const person of [ana, ben]) await opensResult(person);
  await ana.field(RESULT).fill('Start with one school');
  // Meanwhile another one saves something else: neither is lost.
  await ben.field(RESULT).fill('Start with families');
  await ben.button('Save for the room').click();
  await ana.page.getByTestId('result-theirs').getByText('Start with families').waitFor();
  await ana.button('Save mine in its place').click();
  await waitFor(async () => (await ben.field(RESULT).inputValue()) === 'Start with one school');
  await opensResult(diego);
  await diego.field(RESULT).fill('Una reunión menos cada semana');
  await diego.button('Guardar para la sala').click();
  await diego.page
    .getByTestId('result-state')
    .getByText(/^Guardado/)
    .waitFor();
  await diego.looksAt('room-result-es');
});

test('a facilitator looks into two rooms at once, and they know', async () => {
  for (const room of [1, 2]) await fay.field(`Choose Room ${room}`).check();
  await fay.button('Look into these').click();
  await ana.page.getByTestId('looking').getByText('Fay Facilitator is looking in.').waitFor();
  await diego.page.getByTestId('looking').getByText('Fay Facilitator está mirando.').waitFor();
  await fay.sees('I have thought about that');
  await fay.looksAt('rooms-looking-several');
  const room2 = fay.page.getByRole('region', { name: 'Room 2', exact: true });
  await room2.getByTestId('composer').fill('May I ask something?');
  await fay.page.keyboard.press('Enter');
  await carla.sees('May I ask something?');
  await fay.button('Back to all rooms').click();
  for (const person of [ana, diego]) {
    await waitFor(async () => (await person.page.getByTestId('looking').innerText()) === '');
  }
  expect(await ben.lines()).not.toContain('May I ask something?');
});

test('who may not look into a room reads nothing there', async () => {
  await fay.page.locator('summary', { hasText: 'Who may not look in' }).click();
  await fay.field('Facilitator').selectOption({ label: 'Eva Coordinator' });
  const bars = fay.page.getByRole('group', { name: /^May not look into/ });
  await bars.getByLabel('Room 1').check();
  await fay.button('Save').click();
  await fay.page.getByText('Saved. It holds from now on.').waitFor();
  await eva.button('Rooms').click();
  await card(eva, 1).getByText('You may not look in here').waitFor();
  expect(await eva.button('Look in: Room 1').count()).toBe(0);
  await ana.says('between the two of us');
  await ben.sees('between the two of us');
  await carla.says('anyone may read this');
  await eva.button('Look in: Room 2').click();
  await eva.sees('anyone may read this');
  await diego.page.getByTestId('looking').getByText('Eva Coordinator está mirando.').waitFor();
  await eva.button('Back to all rooms').click();
  expect(eva.hasReceived('between the two of us')).toBe(false);
});

test('someone alone goes where they fit, the clock stands still, and a room gets more time', async () => {
  await fay.button('Merge where they fit best: Room 3').click();
  await elena.page
    .getByTestId('why-here')
    .getByText(/joined this one/)
    .waitFor();
  await card(fay, 3).getByText('Closed').first().waitFor();

  await fay.button('Stop the clock').click();
  await ana.page.getByText('The clock stands still:').waitFor();
  await diego.page.getByText('El reloj está parado:').waitFor();
  await fay.button('Let the clock run').click();
  await ana.page.getByText('The clock stands still:').waitFor({ state: 'detached' });

  const left = async (person: Person) =>
    Number(/\d+/.exec(await myRoom(person).locator('header .time-left').innerText())?.[0]);
  const before = await left(ana);
  await card(fay, 1).locator('summary', { hasText: 'More' }).click();
  await card(fay, 1).getByRole('button', { name: '+5 min' }).click();
  await waitFor(async () => (await left(ana)) >= before + 4);
  expect(await left(diego)).toBeLessThanOrEqual(before);
  await card(fay, 1)
    .getByText(/closes in \d+ min/)
    .waitFor();
  await looks('rooms-wall-life');
});

test('some are brought back and may go again; then everyone is back, and reads the results', async () => {
  await fay.field('Choose Room 2').check();
  await fay.button('Bring these back').click();
  await fay.button('Close now').click();
  await Promise.all([carla, diego].map(isBack));
  await isIn(ana, 1);
  await fay.button('Open it again: Room 2').click();
  await Promise.all([carla, diego].map((person) => isIn(person, 2)));
  await closesAll();

  await ana.page.getByTestId('results-line').getByRole('button').click();
  await ana.page.getByTestId('outcome').getByText('Start with one school').waitFor();
  await ana.page.getByTestId('outcome').getByText('Una reunión menos').waitFor();
  await ana.looksAt('results');
  await ana.button('Close').click();
  await diego.page.getByTestId('results-line').getByRole('button').click();
  await diego.page.getByTestId('outcome').first().waitFor();
  await diego.looksAt('results-es');
  await diego.button('Cerrar').click();
});

test('rooms report, one after the other', async () => {
  const asks = async () => {
    await fay.button('Let rooms report').click();
    await fay.button('All that brought something back').click();
  };
  await asks();
  // What another width lays out anew begins anew.
  await looks('reports-dialog');
  await asks();
  await fay.button('Begin with Room 1').click();
  const reports = (person: Person) => person.page.getByTestId('reports');
  await reports(ana)
    .getByText(/^Room 1 reports/)
    .waitFor();
  await reports(diego).getByText('Start with one school').waitFor();
  await fay.button('Next room').click();
  await reports(diego)
    .getByText(/^Informa Sala 2/)
    .waitFor();
  await reports(ana).getByText('Una reunión menos').waitFor();
  await ana.looksAt('reports');
  await diego.looksAt('reports-es');
  await looks('reports-facilitator');
  await fay.button('Stop the reports').click();
  for (const person of [ana, diego]) await reports(person).waitFor({ state: 'detached' });
});

test('rooms that have just closed are open again, as they were', async () => {
  await fay.button('Open them again: “Consultancy”').click();
  await Promise.all([isIn(ana, 1), isIn(ben, 1), isIn(carla, 2), isIn(diego, 2)]);
  await ana.sees('between the two of us');
  await closesAll();
});

test('people choose their rooms, and wait for a seat', async () => {
  await startsFrom(fay, 'Choose your room');
  await fay.field(/^People in a room/).fill('2');
  await fay.field(/^At most/).fill('2');
  await fay.button('Plan').click();
  await planned(3).waitFor();
  await opens('Choose your room');
  const goes = async (person: Person, room: number) => {
    await person.page.getByRole('radio', { name: new RegExp(`^(Room|Sala) ${room}`) }).check();
    await person.button(/^(Go to this room|Ir a esta sala|Wait for a seat there)$/).click();
  };
  await diego.page.getByRole('radio').first().waitFor();
  await diego.looksAt('choose-room-es');
  for (const person of [ana, ben]) {
    await goes(person, 1);
    await isIn(person, 1);
  }
  await carla.page.getByText(/full/).waitFor();
  await goes(carla, 1);
  await carla.page
    .getByTestId('seat')
    .getByText(/You wait for a seat in Room 1/)
    .waitFor();
  await carla.looksAt('choose-room-waiting');
  await card(fay, 1).getByText('1 waits for a place').waitFor();
  await goes(diego, 2);
  await isIn(diego, 2);
  await ana.page.locator('summary', { hasText: 'Choose another room' }).click();
  await goes(ana, 2);
  await isIn(ana, 2);
  await isIn(carla, 1);
  await closesAll();
});

test('in a candid round nobody reads who is not seen looking in', async () => {
  await fay.button('Plan a round').click();
  await fay.field(/^What the round is called, in English/).fill('Candid');
  await fay.field(/^People in a room/).fill('5');
  await fay.page.locator('summary', { hasText: 'More' }).click();
  await fay.field(/^Candid round/).check();
  await fay.button('Plan').click();
  await planned(1).waitFor();
  await opens('Candid');
  await isIn(ana, 1);
  await ana.page.getByTestId('looking').getByText('Nobody is looking in now.').waitFor();
  await ana.says('what nobody says aloud');
  await ben.sees('what nobody says aloud');
  expect(fay.hasReceived('what nobody says aloud')).toBe(false);
  await fay.button('Look in: Room 1').click();
  await fay.sees('what nobody says aloud');
  await ana.page.getByTestId('looking').getByText('Fay Facilitator is looking in.').waitFor();
  await fay.looksAt('rooms-looking-candid');
  await fay.button('Back to all rooms').click();
  await ana.page.getByTestId('looking').getByText('Nobody is looking in now.').waitFor();
  await closesAll();
  expect(eva.hasReceived('what nobody says aloud')).toBe(false);
});

test('pairs have become fours by themselves', async () => {
  await gil.page.getByText('What did both pairs find?').waitFor({ timeout: 80_000 });
  await rosa.page.getByTestId('room-prompt').getByText('¿Qué encontraron').waitFor();
});
