// Keys instead of a pointer, and that one sees where one is.
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Person } from './person';

/** Presses Tab (or Shift and Tab) until something has the focus, and sees that it shows. */
export async function tabsTo(person: Person, target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    if (await hasFocus(target)) {
      const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, 'the focus can be seen').not.toBe('none');
      return;
    }
    await person.page.keyboard.press(key);
  }
  throw new Error(`${key} never reached ${target}`);
}

export async function presses(person: Person, target: Locator, key = 'Tab'): Promise<void> {
  await tabsTo(person, target, key);
  await person.page.keyboard.press('Enter');
}

export async function hasFocus(target: Locator): Promise<boolean> {
  return await target.evaluate((element) => element === document.activeElement);
}

/** From the list of lines, by arrow keys, to the one that says this. */
export async function arrowsTo(person: Person, text: string, name: RegExp): Promise<Locator> {
  await tabsTo(person, person.page.getByRole('region', { name }), 'Shift+Tab');
  const line = person.page.locator('[data-testid=line]', { hasText: text }).last();
  for (let presses = 0; presses < 20; presses++) {
    await person.page.keyboard.press('ArrowUp');
    if (await hasFocus(line)) return line;
  }
  throw new Error(`the arrow keys never reached “${text}”`);
}

/** In an open menu, by arrow keys, to an item; then Enter. */
export async function chooses(person: Person, role: 'menuitem' | 'menuitemcheckbox', name: string) {
  const item = person.page.getByRole(role, { name, exact: true });
  await item.waitFor();
  for (let presses = 0; presses < 20; presses++) {
    if (await hasFocus(item)) return await person.page.keyboard.press('Enter');
    await person.page.keyboard.press('ArrowDown');
  }
  throw new Error(`the arrow keys never reached “${name}”`);
}
