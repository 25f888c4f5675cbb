// Rooms whose people are at different nodes: they meet all the same.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TwoNodes } from './nodes';
import { openBrowser, Person } from './person';
import { enters, type Prepared, prepared, runs } from './prepare';
import { waitFor } from './server';

let nodes: TwoNodes;
let browser: Browser;
let session: Prepared;

beforeAll(async () => {
  [nodes, browser] = await Promise.all([TwoNodes.start(), openBrowser()]);
  session = await prepared(nodes.admin, { people: ['Ana Teacher', 'Ben Coach'] });
});

afterAll(async () => {
  await browser.close();
  await nodes.stop();
});

test('people at two nodes share a room, its result and whoever looks in', async () => {
  const { one, other } = nodes;
  const fay = await Person.at(browser, one.url);
  await runs(fay, session);
  const ana = await Person.at(browser, one.url);
  await enters(ana, session, 'Ana Teacher');
  const ben = await Person.at(browser, other.url);
  await enters(ben, session, 'Ben Coach');
  await fay.button('Rooms').click();
  await fay.button('Plan a round').click();
  await fay.field(/^What the round is called, in English/).fill('Across nodes');
  await fay.field(/^People in a room/).fill('2');
  await fay.page.locator('summary', { hasText: 'More' }).click();
  await fay.field(/^Candid round/).check();
  await fay.field('Reporter').check();
  await fay.button('Plan').click();
  await fay.button('Save the plan').click();
  await fay.button('Open the rooms of “Across nodes”').click();
  await fay.button('Open the rooms now').click();
  for (const person of [ana, ben]) await person.page.locator('.my-room').waitFor();
  await ben.says('from the other node');
  await ana.sees('from the other node');
  expect(fay.hasReceived('from the other node')).toBe(false);
  await fay.button('Look in: Room 1').click();
  await ben.page.getByTestId('looking').getByText('Fay Facilitator is looking in.').waitFor();
  await fay.sees('from the other node');

  // Of two that write at once, neither is lost: the later one says whether it replaces the other.
  const result = (person: Person) => person.field(/^In a few sentences/);
  for (const person of [ana, ben]) {
    if (await result(person).isVisible()) continue;
    await person.page.getByTestId('room-result').getByRole('button').first().click();
  }
  await result(ana).fill('Written here');
  await ana.button('Save for the room').click();
  await waitFor(async () => (await result(ben).inputValue()) === 'Written here');
  await fay.button('Back to all rooms').click();
  await ben.page.getByTestId('looking').getByText('Nobody is looking in now.').waitFor();
  await fay.button('Close the rooms').click();
  await fay.button('Close now').click();
  await ben.page.getByTestId('results-line').getByRole('button').click();
  await ben.page.getByTestId('outcome').getByText('Written here').waitFor();
  for (const person of [ana, ben, fay]) await person.leaves();
});
