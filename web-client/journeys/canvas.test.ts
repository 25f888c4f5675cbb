// A board to draw on: two browsers draw on it at once, somebody is cut off, and it is frozen.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makesBoard, opensBoard, usesTool } from './board-steps';
import { Crew } from './crew';
import type { Person } from './person';
import { waitFor } from './server';

const EN = 'Our map';
const ES = 'Nuestro mapa';

let crew: Crew;
let fay: Person;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  crew = await Crew.comes({ wired: true });
  ({ fay, ana, ben } = crew);
});

afterAll(async () => await crew.leaves());

/** The library calls this one by another name than it shows. */
const NOT_OURS = '.reset-zoom-button';

type Point = readonly [number, number];

/** With the pointer, from the middle of what is seen of the canvas. */
async function drags(person: Person, ...points: readonly [Point, ...Point[]]): Promise<void> {
  const [x, y] = await middle(person);
  const { mouse } = person.page;
  const [[fromX, fromY], ...others] = points;
  await mouse.move(x + fromX, y + fromY);
  await mouse.down();
  for (const [toX, toY] of others) await mouse.move(x + toX, y + toY, { steps: 8 });
  await mouse.up();
}

async function middle(person: Person): Promise<Point> {
  const frame = person.page.locator('.canvas-frame');
  await frame.scrollIntoViewIfNeeded();
  const box = await frame.boundingBox();
  if (!box) throw new Error('there is no canvas');
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** A key of the canvas, which has the focus for it. */
async function takes(person: Person, key: string): Promise<void> {
  await person.page.locator('.canvas-frame .excalidraw-container').focus();
  await person.page.keyboard.press(key);
}

async function list(person: Person, name: 'List' | 'Lista'): Promise<void> {
  await person.button(name).click();
}

async function plane(person: Person, name: 'Board' | 'Tablero'): Promise<void> {
  await person.button(name).click();
  await person.page.locator('.canvas-frame canvas').first().waitFor();
}

/** How much is on it, as the list says it: shapes as cards, strokes as a count. */
async function has(person: Person, shapes: number, strokes: number): Promise<void> {
  await waitFor(async () => (await person.page.getByTestId('board-card').count()) === shapes);
  const drawn = person.page.getByText(/drawn lines?|trazos? dibujados?/);
  await waitFor(async () => {
    const words = (await drawn.count()) > 0 ? await drawn.first().textContent() : '0';
    return Number.parseInt(words ?? '', 10) === strokes;
  });
}

test('a canvas is made and shared, and comes with its library from our own host', async () => {
  await makesBoard(fay, 'Blank plane to draw on', async (dialog) => {
    await dialog.getByLabel('Title in English').fill(EN);
    await dialog.getByLabel('Title in Spanish').fill(ES);
  });
  await opensBoard(fay, EN);
  await usesTool(fay, 'Share with everyone');
  await opensBoard(ben, EN);
  await ben.page.locator('.canvas-frame canvas').first().waitFor();
  await opensBoard(ana, ES);
  // On a phone it is a list first.
  await ana.page.getByRole('list', { name: 'Todo lo que hay en el tablero' }).waitFor();
  await ben.looksAt('canvas-empty-en', NOT_OURS);
});

test('a stroke and a rectangle come to the others', async () => {
  await takes(ben, 'p');
  await drags(ben, [-120, -60], [-60, 40], [0, -40]);
  await has(ana, 0, 1);
  await takes(ben, 'r');
  await drags(ben, [40, -60], [160, 40]);
  await has(ana, 1, 1);
  await ben.looksAt('canvas-drawn-en', NOT_OURS);
  await ana.looksAt('canvas-list-es', NOT_OURS);
  await plane(ana, 'Tablero');
  await ana.looksAt('canvas-drawn-es', NOT_OURS);
  await list(ana, 'Lista');
});

test('what is moved, taken out and taken back is so for the others, too', async () => {
  await takes(ben, 'v');
  await ben.page.keyboard.press('ControlOrMeta+a');
  await ben.page.keyboard.press('ArrowRight');
  await ben.page.keyboard.press('Delete');
  await has(ana, 0, 0);
  await ben.page.keyboard.press('ControlOrMeta+z');
  await has(ana, 1, 1);
  await ben.looksAt('canvas-undone-en', NOT_OURS);
});

test('what is drawn while the network is away comes when it is back', async () => {
  await plane(ana, 'Tablero');
  crew.server.wire(0).cut();
  await ana.isConnected('waiting');
  await takes(ana, 'r');
  await drags(ana, [-60, -40], [40, 30]);
  await ana.looksAt('canvas-offline-es', NOT_OURS);
  await list(ben, 'List');
  await has(ben, 1, 1);
  crew.server.wire(0).mend();
  await ana.isConnected();
  await has(ben, 2, 1);
  await plane(ben, 'Board');
});

test('frozen, what was on its way is refused, and disappears from where it was drawn', async () => {
  crew.server.wire(0).cut();
  await takes(ana, 'o');
  await drags(ana, [-100, 40], [-40, 80]);
  await usesTool(fay, 'Freeze');
  await ben.page.getByText('Frozen: nothing changes any more.').waitFor();
  crew.server.wire(0).mend();
  await ana.isConnected();
  await ana.page.getByText('Congelado: ya nada cambia.').waitFor();
  await list(ana, 'Lista');
  await has(ana, 2, 1);
  await ana.looksAt('canvas-refused-es', NOT_OURS);
  await plane(ana, 'Tablero');
  await ana.looksAt('canvas-refused-plane-es', NOT_OURS);
  await ben.looksAt('canvas-frozen-en', NOT_OURS);
  expect(await ben.page.getByRole('toolbar').count()).toBe(0);
});
