// Which language someone gets who has just arrived.
import { expect, test } from 'vitest';
import { FakeStorage } from '../testing/engine-bench';
import { chosenTongue, rememberLanguage } from './language';

test.each([
  ['', ['es-MX', 'en'], 'es'],
  ['', ['fr', 'en-US'], 'en'],
  ['', ['fr'], 'en'],
  ['', ['est'], 'en'],
  ['?language=es', ['en'], 'es'],
  ['?language=qps', ['en'], 'qps'],
  ['?language=fr', ['es'], 'es'],
])('the address %s in a browser of %s', (query, browser, expected) => {
  expect(chosenTongue(query, new FakeStorage(), browser)).toBe(expected);
});

test('what was chosen comes before what the browser prefers', () => {
  const storage = new FakeStorage();
  rememberLanguage(storage, 'es');
  expect(chosenTongue('', storage, ['en'])).toBe('es');
  expect(chosenTongue('?language=en', storage, ['es'])).toBe('en');
});
