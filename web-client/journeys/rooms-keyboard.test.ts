// Breakout rooms without ever touching a mouse: for the facilitator, and for an educator on a
// phone-wide screen and in Spanish.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { hasFocus, presses, tabsTo } from './keys';
import { openBrowser, Person } from './person';
import { enters, firstAdmin, prepared, runs, visits } from './prepare';
import { ConveneServer, waitFor } from './server';

const PHONE = { viewport: { width: 360, height: 740 } };

let server: ConveneServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** In a list of choices that has the focus, types until one is chosen. */
async function types(person: Person, list: Locator, words: string): Promise<void> {
  await tabsTo(person, list);
  await person.page.keyboard.type(words);
}

test('rooms are opened, chosen, looked into and closed by keyboard alone', async () => {
  const names = ['Ana Teacher', 'Ben Coach', 'Carla Teacher'];
  const session = await prepared(await firstAdmin(server), { people: names });
  const fay = await Person.at(browser, server.url);
  await runs(fay, session);
  await visits(server, session, 'Carla Teacher');
  const [ana, ben] = await Promise.all(
    ['Ana Teacher', 'Ben Coach'].map(async (name) => {
      const phone = name.startsWith('Ana');
      const person = phone
        ? await Person.at(browser, server.url, 'es-US', PHONE)
        : await Person.at(browser, server.url);
      await enters(person, session, name, phone ? 'Acepto' : 'I agree');
      return person;
    }),
  );
  if (!ana || !ben) throw new Error('nobody came');
  const { page } = fay;

  // A round in which people choose, with somebody who keeps time and somebody who reports.
  await presses(fay, fay.button('Rooms'));
  await presses(fay, fay.button('Plan a round'));
  await types(fay, fay.field('Start from'), 'Choose your room');
  await tabsTo(fay, fay.field(/^People in a room/));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2');
  await presses(fay, page.locator('summary', { hasText: 'More' }));
  await tabsTo(fay, fay.field('Reporter'));
  await page.keyboard.press('Space');
  await presses(fay, fay.button('Plan'));
  await presses(fay, fay.button('Save the plan'));
  await presses(fay, fay.button('Open the rooms of “Choose your room”'));
  await presses(fay, fay.button('Open the rooms now'));

  // Ana chooses the first room, as Ben does.
  await tabsTo(ana, ana.page.getByRole('radio', { name: /^Sala 1/ }));
  await ana.page.keyboard.press('Space');
  await presses(ana, ana.button('Ir a esta sala'));
  const mine = ana.page.locator('.my-room');
  await mine.getByRole('heading', { level: 2, name: 'Sala 1' }).waitFor();
  await tabsTo(ben, ben.page.getByRole('radio', { name: /^Room 1/ }));
  await ben.page.keyboard.press('Space');
  await presses(ben, ben.button('Go to this room'));
  await ben.page.locator('.my-room').getByRole('heading', { name: 'Room 1' }).waitFor();

  // She writes what the room brings back, and passes the role on.
  const result = ana.field(/^En pocas frases/);
  if (!(await result.isVisible())) {
    await presses(ana, ana.page.getByTestId('room-result').getByRole('button').first());
  }
  await tabsTo(ana, result);
  await ana.page.keyboard.type('Una pregunta cada semana');
  await presses(ana, ana.button('Guardar para la sala'));
  await ana.page
    .getByTestId('result-state')
    .getByText(/^Guardado/)
    .waitFor();
  await presses(ana, mine.locator('summary', { hasText: 'Quién hace qué' }));
  const reporter = ana.field(/^Portavoz/);
  await types(ana, reporter, 'Ben');
  await presses(ana, ana.button('Guardar quién hace qué'));
  await ben.page.getByTestId('my-roles').getByText('You report for this room.').waitFor();
  await presses(ana, ana.button('Pedir ayuda'), 'Shift+Tab');
  await ana.looksAt('rooms-keyboard-es');

  // Fay comes, looks in, and is back where she was.
  await presses(fay, fay.button('I’ll go to Room 1'));
  await mine.getByText('Fay Facilitator viene a ayudar.').waitFor();
  const look = fay.button('Look in: Room 1');
  await presses(fay, look);
  await mine.getByTestId('looking').getByText('Fay Facilitator está mirando.').waitFor();
  await page.keyboard.press('Escape');
  await waitFor(() => hasFocus(look));
  await presses(fay, fay.button('Done: help for Room 1'));

  // Somebody is moved, with the keys of the list; then everyone is back.
  const card = page.locator('[data-testid=wall-room][data-room="1"]');
  await presses(fay, card.locator('summary', { hasText: 'People' }));
  await presses(fay, fay.button('Move Ana Teacher'));
  await types(fay, fay.field('Where Ana Teacher goes'), 'Room 2');
  await presses(fay, fay.button('Move there'));
  await mine.getByRole('heading', { level: 2, name: 'Sala 2' }).waitFor();
  await waitFor(() => hasFocus(card.getByRole('heading')));
  await presses(fay, fay.button('Close the rooms'), 'Shift+Tab');
  await presses(fay, fay.button('Close now'));
  await mine.waitFor({ state: 'detached' });
  await presses(ana, ana.page.getByTestId('results-line').getByRole('button'));
  await ana.page.getByTestId('outcome').getByText('Una pregunta cada semana').waitFor();
  for (const person of [ana, ben, fay]) await person.leaves();
});
