// On a phone-wide screen, in Spanish, without ever touching a mouse.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, Person } from './person';
import { ConveneServer } from './server';
import { addPerson, becomesAdmin, makesSession, startsSession } from './steps';

let server: ConveneServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Presses Tab until something has the focus, and sees that the focus shows. */
async function tabsTo(person: Person, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, 'the focus can be seen').not.toBe('none');
      return;
    }
    await person.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${target}`);
}

test('an educator takes part by keyboard alone', async () => {
  const fay = await Person.at(browser, server.url);
  await becomesAdmin(fay, server);
  await makesSession(fay);
  const path = await addPerson(fay, 'Ana Teacher');
  await startsSession(fay);

  const ana = await Person.at(browser, server.url, 'es-MX');
  const { page } = ana;
  await page.setViewportSize({ width: 360, height: 740 });
  await ana.goto(path);
  await tabsTo(ana, page.getByRole('link', { name: 'Unirse' }));
  await page.keyboard.press('Enter');
  await tabsTo(ana, ana.button('Acepto'));
  await page.keyboard.press('Enter');
  await tabsTo(ana, page.getByTestId('composer'));
  await page.keyboard.type('Escrito sin ratón');
  await page.keyboard.press('Enter');
  await ana.sees('Escrito sin ratón');
  await fay.sees('Escrito sin ratón');

  await tabsTo(ana, page.getByRole('tab', { name: 'Chat' }));
  await page.keyboard.press('ArrowRight');
  await page.getByTestId('person').first().waitFor();
  await tabsTo(ana, ana.button(/Fay Facilitator/).first());
  await page.keyboard.press('Enter');
  await tabsTo(ana, page.getByTestId('composer'));
  await page.keyboard.type('Solo entre nosotras');
  await page.keyboard.press('Enter');
  await ana.sees('Solo entre nosotras');
  await fay.page.getByRole('tab', { name: /Ana Teacher/ }).click();
  await fay.sees('Solo entre nosotras');
  for (const person of [ana, fay]) await person.leaves();
});
