// What becomes of questions: two that are one, and one that is answered on another day.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Crew } from './crew';
import { presses, tabsTo } from './keys';
import type { Person } from './person';

const HERS = '¿Habrá intérpretes?';
const HIS = 'Who interprets at the meetings?';

let crew: Crew;
let fay: Person;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  crew = await Crew.comes();
  ({ fay, ana, ben } = crew);
});

afterAll(async () => await crew.leaves());

function questionOf(person: Person, text: string) {
  return person.page.getByTestId('question').filter({ hasText: text });
}

test('two questions become one, with the votes of both', async () => {
  await ana.page.getByRole('tab', { name: 'Preguntas' }).click();
  await presses(ana, ana.button('Hacer una pregunta'));
  await tabsTo(ana, ana.field('Su pregunta'));
  await ana.page.keyboard.type(HERS);
  await presses(ana, ana.button('Enviar la pregunta'));
  await ben.page.getByRole('tab', { name: /^Questions/ }).click();
  await presses(ben, ben.button('Ask a question'));
  await ben.field('Your question').fill(HIS);
  await ben.button('Send the question').click();
  await presses(ana, ana.button(`Votar por «${HIS}»: ningún voto`));
  await ana.button(`Votar por «${HIS}»: 1 voto`).waitFor();

  await fay.page.getByRole('tab', { name: /^Questions/ }).click();
  await presses(fay, fay.button(`Manage “${HIS}”`));
  await presses(fay, fay.button('Merge into another…'));
  const dialog = fay.page.getByRole('dialog', { name: 'Merge into which question?' });
  // Without accents and capitals it is found as well.
  await tabsTo(fay, dialog.getByRole('searchbox', { name: 'Find a question' }));
  await fay.page.keyboard.type('interpretes');
  await tabsTo(fay, dialog.getByRole('radio', { name: HERS }));
  await fay.page.keyboard.press('Space');
  await fay.looksAt('question-merge-en');
  await presses(fay, dialog.getByRole('button', { name: 'Merge', exact: true }));
  await dialog.waitFor({ state: 'detached' });

  for (const [person, words] of [
    [ana, 'Incluye 1 pregunta parecida'],
    [ben, '1 similar question is part of it'],
    [fay, '1 similar question is part of it'],
  ] as const) {
    await questionOf(person, HERS).getByText(words).waitFor();
    expect(await questionOf(person, HIS).count()).toBe(0);
  }
  const mine = ben.page.getByTestId('my-question').filter({ hasText: HIS });
  await mine.getByText('Part of another question now').waitFor();
  // Ana voted for what is part of her own question by now.
  await questionOf(ana, HERS).getByText('1 voto').waitFor();
  await ben.looksAt('question-merged-en');
  await ana.looksAt('question-merged-es');
});

test('an answer is promised by a day, which everyone sees; who looks after it, only the team', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${tomorrow.getFullYear()}-${two(tomorrow.getMonth() + 1)}-${two(tomorrow.getDate())}`;
  const said = (locale: string) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'short', day: 'numeric' }).format(
      tomorrow,
    );
  await presses(fay, fay.button(`Manage “${HERS}”`));
  await presses(fay, fay.button('Assign and promise…'));
  const dialog = fay.page.getByRole('dialog', { name: 'Assign and promise' });
  await dialog
    .getByRole('combobox', { name: 'Who looks after it' })
    .selectOption({ label: 'Fay Facilitator' });
  await dialog.getByLabel(/^Answer promised by/).fill(day);
  await fay.looksAt('question-assign-en');
  await presses(fay, dialog.getByRole('button', { name: 'Save', exact: true }));
  await dialog.waitFor({ state: 'detached' });
  await questionOf(fay, HERS).getByText('Fay Facilitator looks after it').waitFor();
  await questionOf(ben, HERS)
    .getByText(`An answer is promised by ${said('en-US')}`)
    .waitFor();
  await questionOf(ana, HERS)
    .getByText(`Se promete una respuesta para el ${said('es-US')}`)
    .waitFor();
  for (const person of [ana, ben]) {
    expect(await questionOf(person, HERS).textContent()).not.toContain('Fay');
  }
  await ana.looksAt('question-promised-es');

  await presses(fay, fay.button('Answered live'));
  // It stays where it is read.
  await questionOf(ben, HERS).getByText('Answered live, by Fay Facilitator').waitFor();
});
