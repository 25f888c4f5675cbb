// How a crowd talks: questions without a name, raised hands and turns, and a waterfall.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Crew } from './crew';
import { presses, tabsTo } from './keys';
import type { Person } from './person';
import { waitFor } from './server';

const QUESTION = '¿Habrá tiempo para planear en equipo?';

let crew: Crew;
let fay: Person;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  crew = await Crew.comes();
  ({ fay, ana, ben } = crew);
});

afterAll(async () => await crew.leaves());

async function tools(item: string): Promise<void> {
  await fay.page.locator('summary', { hasText: 'Tools' }).click();
  await fay.button(item).click();
}

function questionOf(person: Person) {
  return person.page.getByTestId('question').filter({ hasText: QUESTION });
}

/** In the waterfall: what someone writes, and that it is ready. */
async function readies(person: Person, text: string): Promise<void> {
  const [fall, ready] = person === ana ? ['Cascada', 'Lista'] : ['Waterfall', 'Ready'];
  const region = person.page.getByRole('region', { name: fall });
  await region.getByRole('textbox').fill(text);
  await presses(person, region.getByRole('button', { name: ready, exact: true }));
}

test('a question without a name waits, is shown, voted for and answered', async () => {
  await ana.page.getByRole('tab', { name: 'Preguntas' }).click();
  await presses(ana, ana.button('Hacer una pregunta'));
  await tabsTo(ana, ana.field('Su pregunta'));
  await ana.page.keyboard.type(QUESTION);
  await tabsTo(ana, ana.field('Preguntar sin mi nombre'));
  await ana.page.keyboard.press('Space');
  await ana.looksAt('question-ask-es');
  await presses(ana, ana.button('Enviar la pregunta'));
  await ana.page.getByText('Espera a quien facilita').waitFor();
  await ana.looksAt('question-waits-es');

  await ben.page.getByRole('tab', { name: /^Questions/ }).click();
  await ben.page.getByText('Nobody has asked anything yet.').waitFor();
  await fay.button('1 question waits').click();
  await fay.page.getByRole('heading', { name: 'Waiting: 1' }).waitFor();
  // Those who run the session know; nobody else learns even that there is one.
  await fay.page.getByText('Only staff can see that it was Ana Teacher.').waitFor();
  expect(ben.hasReceived(QUESTION)).toBe(false);
  await fay.looksAt('question-desk-en');
  await fay.button(`Show “${QUESTION}”`).click();

  await questionOf(ben).getByText('Without a name').waitFor();
  expect(await questionOf(ben).textContent()).not.toContain('Ana');
  await presses(ben, ben.button(`Vote for “${QUESTION}”: no votes`));
  await ben.button(`Vote for “${QUESTION}”: 1 vote`).waitFor();
  await questionOf(ana).getByText('1 voto').waitFor();
  await ben.looksAt('question-voted-en');

  await fay.button(`Manage “${QUESTION}”`).click();
  await fay.button('Answer in writing…').click();
  await fay.field('The answer').fill('Yes: every Tuesday, two hours.');
  await fay.looksAt('question-answer-en');
  await fay.button('Publish the answer').click();
  await fay.page.getByRole('dialog').waitFor({ state: 'detached' });
  // It stays where it is read.
  await questionOf(ben).getByText('Yes: every Tuesday, two hours.').waitFor();
  await ben.looksAt('question-answered-en');
});

test('a hand goes up by keyboard, gets the floor and gives it back', async () => {
  await ana.page.getByRole('tab', { name: 'Chat' }).click();
  await ana.page.getByTestId('composer').focus();
  await ana.page.keyboard.press('Control+Alt+H');
  await ana.button('Bajar la mano').waitFor();
  await ana.page.getByText('Su lugar en la fila: 1.º').waitFor();
  await ben.button('Raise hand').click();
  await ben.page.getByText('You are 2nd').waitFor();
  await fay.button('2 hands').click();
  await fay.page.getByRole('heading', { name: 'Raised hands: 2' }).waitFor();
  await fay.looksAt('hands-en');
  await fay.button('Give the floor to Ana Teacher').click();
  await ana.page.getByRole('alert').getByText('Usted tiene la palabra').waitFor();
  await ben.page
    .getByRole('region', { name: 'Who has the floor' })
    .getByText('Ana Teacher has the floor')
    .waitFor();
  await ben.page.getByText('You are 1st').waitFor();
  await ana.looksAt('turn-es');
  await ben.looksAt('turn-en');
  await fay.button('End the turn').click();
  for (const person of [ana, ben]) {
    await person.page.getByTestId('turn').waitFor({ state: 'detached' });
  }
  await ben.button('Lower hand').click();
  await ben.button('Raise hand').waitFor();
  await ben.button('React').click();
  await ben.button('Thumbs up').click();
  await ben.page.getByTestId('own-reaction').waitFor();
});

test('a waterfall shows all answers at once, and none before', async () => {
  await tools('Waterfall…');
  await fay.field(/^Prompt in English/).fill('What will you try on Monday?');
  await fay.field(/^Prompt in Spanish/).fill('¿Qué va a probar el lunes?');
  await fay.looksAt('waterfall-start-en');
  await fay.button('Start it').click();

  const counts = async (count: string) =>
    await fay.page.getByTestId('waterfall-count').getByText(count).waitFor();
  await ana.page.getByRole('heading', { name: '¿Qué va a probar el lunes?' }).waitFor();
  await readies(ana, 'Escuchar primero');
  await ana.button('Cambiarla').waitFor();
  await counts('1 ready');
  await ana.looksAt('waterfall-es');
  await readies(ben, 'Visit a colleague');
  await ben.button('Change it').waitFor();
  await counts('2 ready, 0 writing');
  for (const person of [fay, ben]) expect(person.hasReceived('Escuchar primero')).toBe(false);
  expect(ana.hasReceived('Visit a colleague')).toBe(false);
  await ben.looksAt('waterfall-en');
  await fay.looksAt('waterfall-facilitator-en');
  await fay.button('Open the gate').click();
  for (const person of [fay, ana, ben]) {
    for (const text of ['Escuchar primero', 'Visit a colleague']) await person.sees(text);
    expect((await person.lines()).sort()).toEqual(['Escuchar primero', 'Visit a colleague']);
  }
  await ana.looksAt('waterfall-over-es');

  await tools('Written voice');
  await fay.page.getByRole('dialog').waitFor();
  await fay.looksAt('written-voice-en');
});

test('a waterfall that is called off shows nothing, and everyone keeps what is theirs', async () => {
  await fay.page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await fay.page.keyboard.press('Escape');
  await tools('Waterfall…');
  await fay.button('Start it').click();
  await readies(ana, 'Todavía en secreto');
  await ana.button('Cambiarla').waitFor();
  const writing = ben.page.getByRole('region', { name: 'Waterfall' }).getByRole('textbox');
  await writing.fill('Half a thought');
  await fay.page.getByTestId('waterfall-count').getByText('1 ready, 1 writing').waitFor();
  await presses(fay, fay.button('Call it off'));
  await fay.page.getByRole('dialog', { name: 'Call the waterfall off?' }).waitFor();
  await fay.looksAt('waterfall-call-off-en');
  await presses(fay, fay.button('Call it off now'));

  await ana.page.getByText('La cascada se canceló. No se mostró nada.').waitFor();
  await ben.page.getByText('The waterfall was called off. Nothing was shown.').waitFor();
  for (const person of [fay, ben]) expect(person.hasReceived('Todavía en secreto')).toBe(false);
  await ana.looksAt('waterfall-cancelled-es');
  await presses(ana, ana.button('Ponerlo en el campo de mensaje'));
  const composer = ana.page.getByTestId('composer');
  await waitFor(async () => (await composer.inputValue()) === 'Todavía en secreto');
  await ben.page.getByText('What you wrote was not shown').waitFor();
  await presses(ben, ben.button('Discard it'));
  await ben.page.getByText('Half a thought').waitFor({ state: 'detached' });
  expect((await ben.lines()).sort()).toEqual(['Escuchar primero', 'Visit a colleague']);
});
