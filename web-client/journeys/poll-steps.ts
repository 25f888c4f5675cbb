// What journeys of polls have in common: writing one, opening it, answering it by keyboard.

import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { presses, tabsTo } from './keys';
import type { Person } from './person';

/** In English and in Spanish. */
export type Words = readonly [string, string];

export async function types(person: Person, field: Locator, text: string): Promise<void> {
  await tabsTo(person, field);
  await person.page.keyboard.press('ControlOrMeta+A');
  await person.page.keyboard.type(text);
}

export async function ticks(person: Person, box: Locator): Promise<void> {
  await tabsTo(person, box);
  await person.page.keyboard.press('Space');
  expect(await box.isChecked()).toBe(true);
}

/** The same in both languages, in the two fields that stand side by side. */
export async function writes(
  fay: Person,
  frame: Locator,
  what: string,
  [en, es]: Words,
): Promise<void> {
  const field = (name: string) => frame.getByRole('textbox', { name, exact: true });
  await types(fay, field(`${what} in English`), en);
  await types(fay, field(`${what} in Spanish`), es);
}

/** `make`: the button, which names the editor. */
export async function startsPoll(fay: Person, title: Words, make = 'New poll'): Promise<Locator> {
  await fay.page.getByRole('tab', { name: 'Polls' }).click();
  await presses(fay, fay.button(make));
  const editor = fay.page.getByRole('dialog', { name: make });
  await writes(fay, editor, 'Title', title);
  return editor;
}

/** What is confidential at first: `ArrowUp` for names, `ArrowDown` for nobody's. */
export async function tellsWho(fay: Person, editor: Locator, key: string): Promise<void> {
  await tabsTo(fay, editor.getByRole('radio', { name: 'Only staff can see it was you' }));
  await fay.page.keyboard.press(key);
}

export async function saves(fay: Person, editor: Locator): Promise<void> {
  await presses(fay, fay.button('Save the poll'));
  await editor.waitFor({ state: 'detached' });
}

/** From the prepared ones. `places`: how many keys down from the plenary, when there are rooms. */
export async function opensRun(fay: Person, [en]: Words, places = 0): Promise<void> {
  await presses(fay, fay.button(new RegExp(`^(Open|Run again): ${en}$`)));
  if (places > 0) await tabsTo(fay, fay.page.getByRole('radio', { name: 'In the plenary' }));
  for (let at = 0; at < places; at++) await fay.page.keyboard.press('ArrowDown');
  await presses(fay, fay.button('Open it now'));
  await fay.page.getByTestId('open-run').waitFor();
}

/** The row of the last run, unfolded. */
export async function closes(fay: Person, [en]: Words): Promise<Locator> {
  await presses(fay, fay.button('Close the poll'));
  const row = fay.page.getByTestId('run-row').filter({ hasText: en }).first();
  await presses(fay, row.getByRole('button', { name: /Closed at|Results/ }));
  return row;
}

export async function rateIs(fay: Person, rate: RegExp): Promise<void> {
  await fay.page.getByTestId('rate').filter({ hasText: rate }).waitFor();
}
