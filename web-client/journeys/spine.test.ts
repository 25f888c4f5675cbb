// From the first start to the replay, with a cut cable and a killed server on the way.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, Person } from './person';
import { ConveneServer, waitFor } from './server';
import { addPerson, becomesAdmin, joins, makesSession, startsSession } from './steps';

let server: ConveneServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(1), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('a session from the first start to the replay', async () => {
  const fay = await Person.at(browser, server.url);
  await becomesAdmin(fay, server);
  await makesSession(fay);
  const anaLink = await addPerson(fay, 'Ana Teacher');
  const benLink = await addPerson(fay, 'Ben Coach');
  await fay.looksAt('session-en');
  await startsSession(fay);

  const ana = await Person.at(browser, server.url);
  await ana.goto(anaLink);
  await ana.page.getByText('Ana Teacher').first().waitFor();
  await ana.looksAt('join-en');
  await joins(ana, anaLink, 'Join');
  await ana.button('I agree').waitFor();
  await ana.looksAt('consent-en');
  await ana.agrees();

  // Ben is behind a wire of his own, and reads Spanish.
  const ben = await Person.at(browser, server.wire(0).url, 'es-US');
  await joins(ben, benLink, 'Unirse');
  await ben.page.getByRole('heading', { level: 1 }).waitFor();
  await ben.looksAt('consent-es');
  await ben.agrees('Acepto');

  await ana.says('Hello from Ana');
  await ben.sees('Hello from Ana');
  await ben.says('Hola de Ben');
  await ana.sees('Hola de Ben');

  // A private line and the back-channel.
  await fay.button('Write privately to Ana Teacher').click();
  await fay.says('secret-for-ana');
  await fay.sees('secret-for-ana');
  await fay.page.getByRole('tab', { name: /Back-channel/ }).click();
  await fay.says('secret-in-the-back');
  await fay.sees('secret-in-the-back');
  await fay.page.getByRole('tab', { name: /Plenary/ }).click();

  // The cable is pulled: Ben misses three lines, writes one, and comes back to exactly those.
  server.wire(0).cut();
  await waitFor(
    async () => (await ben.page.getByTestId('connection').getAttribute('data-kind')) !== 'live',
  );
  for (const n of [1, 2, 3]) await ana.says(`missed ${n}`);
  await ana.sees('missed 3');
  await ben.says('written in the dark');
  await ben.page.locator('[data-testid=line][data-state=unsent]').waitFor();
  server.wire(0).mend();
  await ben.isConnected();
  await ben.sees('written in the dark');
  await ana.sees('written in the dark');
  const heard = ['Hello from Ana', 'Hola de Ben', 'missed 1', 'missed 2', 'missed 3'];
  expect(await ben.lines()).toEqual([...heard, 'written in the dark']);

  // The server is killed while people write; nothing acknowledged is gone, nothing is twice.
  await ana.looksAt('room-en');
  await ben.looksAt('room-es');
  await fay.looksAt('room-facilitator-en');
  for (const n of [1, 2, 3, 4, 5]) {
    await ana.says(`before ${n}`);
    if (n === 3) await server.kill();
  }
  await server.spawn();
  for (const person of [ana, ben, fay]) await person.isConnected();
  await ana.says('after');
  const all = [
    ...heard,
    'written in the dark',
    ...[1, 2, 3, 4, 5].map((n) => `before ${n}`),
    'after',
  ];
  for (const person of [ana, ben, fay]) {
    await person.sees('after');
    await waitFor(async () => (await person.lines()).length === all.length);
    expect(await person.lines()).toEqual(all);
  }

  await fay.button('End session').click();
  await fay.button('End for everyone').click();
  await fay.button('End now').click();
  await ana.page.getByText('This session has ended.').waitFor();
  await fay.field('Everyone on the roster').check();
  await fay.button('Publish replay').click();

  for (const person of [ana, fay]) {
    await person.page.getByRole('link', { name: 'Watch replay' }).first().click();
    const position = person.page.getByRole('slider', { name: 'Position' });
    await position.waitFor();
    await position.press('End');
    await person.sees('after');
    expect(await person.lines()).toEqual(all);
    await position.press('Home');
    await waitFor(async () => (await person.lines()).length < all.length);
  }
  await ana.looksAt('replay-en');

  expect(ana.hasReceived('secret-for-ana')).toBe(true);
  expect(ben.hasReceived('secret-for-ana')).toBe(false);
  for (const person of [ana, ben]) expect(person.hasReceived('secret-in-the-back')).toBe(false);
  for (const person of [ana, ben, fay]) await person.leaves();
});
