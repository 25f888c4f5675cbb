// What journeys of boards have in common: making one, opening it, and the menu of a note.
import type { Locator } from 'playwright-core';
import { chooses, tabsTo } from './keys';
import type { Person } from './person';

/** At the desk of boards. `fill`: besides what the template brings along. */
export async function makesBoard(
  fay: Person,
  template: string,
  fill: (dialog: Locator) => Promise<void>,
): Promise<void> {
  await fay.page.locator('summary', { hasText: 'Tools' }).first().click();
  await fay.button('Boards').click();
  await fay.button('New board').click();
  const dialog = fay.page.getByRole('dialog', { name: 'New board' });
  await dialog.getByLabel('Begin with').selectOption({ label: template });
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Save the board' }).click();
  await fay.page.getByRole('dialog', { name: 'Boards' }).waitFor();
  await fay.looksAt(`board-desk-${template === 'Notice and wonder' ? 'notes' : 'canvas'}-en`);
  await fay.page.keyboard.press('Escape');
}

/** In the chooser above the stage. */
export async function opensBoard(person: Person, title: string): Promise<void> {
  await person.button(new RegExp(`^${title}`)).click();
  await person.page.getByRole('heading', { name: title }).waitFor();
}

/** Behind the facilitators' fold of the board. */
export async function usesTool(fay: Person, tool: string): Promise<void> {
  const button = fay.page.getByTestId('board').getByRole('button', { name: tool, exact: true });
  if (!(await button.isVisible())) await fay.page.locator('.board-tools > summary').click();
  await button.click();
}

export function cardOf(person: Person, text: string): Locator {
  return person.page.getByTestId('board-card').filter({ hasText: text });
}

export function columnOf(person: Person, title: string): Locator {
  return person.page.getByRole('list', { name: title, exact: true });
}

export async function choosesOf(person: Person, menu: string, item: string): Promise<void> {
  const button = person.button(menu);
  await tabsTo(person, button, (await isAfter(button)) ? 'Tab' : 'Shift+Tab');
  await person.page.keyboard.press('Enter');
  await chooses(person, 'menuitem', item);
}

/** Does it come after what has the focus? Nobody tabs once around the page. */
export async function isAfter(target: Locator): Promise<boolean> {
  return await target.evaluate((element) => {
    const at = document.activeElement?.compareDocumentPosition(element) ?? 0;
    return (at & Node.DOCUMENT_POSITION_PRECEDING) === 0;
  });
}
