// Who can be mentioned, what is being typed behind an @, and who is meant in the end.
import { expect, test } from 'vitest';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { FACILITATORS, PLENARY, privateWith } from '../../../session/conversations';
import { ANA, ME, person, view } from '../../../testing/builders';
import { matching, mentionIds, queryAt, readers, withName } from './mentions';

const ana = person(ANA, 'Ana Ruiz');
const anabel = person('per_anabel', 'Anabel Soto');
const fay = person('per_fay', 'Fay Ángeles', { permission: Permission.FACILITATOR });
const twin = person('per_twin', 'Ana Ruiz');

test('only those who can read it, and are in: not me, not who waits or never came', () => {
  const waiting = person('per_w', 'At Door', { waiting: true });
  const absent = person('per_a', 'Absent', { arrived: false });
  const shown = view({ people: [person(ME, 'Rosa'), ana, fay, waiting, absent] });
  const names = (conversation: Parameters<typeof readers>[1]) =>
    readers(shown, conversation).map(({ name }) => name);
  expect(names(PLENARY)).toEqual(['Ana Ruiz', 'Fay Ángeles']);
  expect(names(FACILITATORS)).toEqual(['Fay Ángeles']);
  expect(names(privateWith([ANA]))).toEqual(['Ana Ruiz']);
});

test.each([
  ['@', { at: 0, words: '' }],
  ['Hi @an', { at: 3, words: 'an' }],
  ['Hi @Ana Ru', { at: 3, words: 'Ana Ru' }],
  ['(@an', { at: 1, words: 'an' }],
  ['ana@example', undefined],
  ['Hi @ ana', undefined],
  ['Hi @ana\nthere', undefined],
  ['no at all', undefined],
])('before the caret in “%s” stands %j', (text, expected) => {
  expect(queryAt(text, text.length)).toEqual(expected);
});

test('found without accents, beginnings of words first', () => {
  const found = matching([anabel, ana, fay], 'an').map(({ name }) => name);
  expect(found).toEqual(['Anabel Soto', 'Ana Ruiz', 'Fay Ángeles']);
  expect(matching([anabel, ana, fay], 'ruiz').map(({ name }) => name)).toEqual(['Ana Ruiz']);
  expect(matching([anabel, ana, fay], 'angel').map(({ name }) => name)).toEqual(['Fay Ángeles']);
});

test('a name that was taken stands in the text, and the caret behind it', () => {
  const query = { at: 3, words: 'an' };
  expect(withName('Hi @an', query, 'Ana Ruiz')).toEqual({ text: 'Hi @Ana Ruiz ', caret: 13 });
  expect(withName('Hi @an there', query, 'Ana Ruiz')).toEqual({
    text: 'Hi @Ana Ruiz there',
    caret: 13,
  });
});

test.each([
  ['@Ana Ruiz look', [ana], [], [ANA]],
  ['@Anabel Soto look', [ana, anabel], [], ['per_anabel']],
  ['Ana Ruiz said', [ana], [ANA], []],
  ['@Ana Ruiz, which?', [ana, twin], [], []],
  ['@Ana Ruiz, this one', [ana, twin], ['per_twin'], ['per_twin']],
])('“%s” mentions the right people', (text, people, chosen, expected) => {
  expect(mentionIds(text, people, new Set(chosen))).toEqual(expected);
});

test('no more than twenty are mentioned', () => {
  const crowd = Array.from({ length: 30 }, (_, at) => person(`per_${at}`, `Name${at}x`));
  const text = crowd.map(({ name }) => `@${name}`).join(' ');
  expect(mentionIds(text, crowd, new Set())).toHaveLength(20);
});
