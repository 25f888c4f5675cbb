// Both catalogues say the same things, and say them in messages that can be read.
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import type { MessageKey } from './en';
import { en } from './en';
import { es } from './es';

const KEYS = Object.keys(en) as MessageKey[];

/** The names of the values that a message asks for. Throws when it cannot be read. */
function values(text: string, language: string): string[] {
  const names = new Set<string>();
  const visit = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) names.add(String(element.value));
      if ('options' in element)
        for (const { value } of Object.values(element.options)) visit(value);
    }
  };
  visit(new IntlMessageFormat(text, language).getAst());
  return [...names].sort();
}

test('both have the same keys', () => {
  expect(Object.keys(es).sort()).toEqual([...KEYS].sort());
});

test('no words are empty', () => {
  expect(KEYS.filter((key) => en[key].trim() === '' || es[key].trim() === '')).toEqual([]);
});

test('every message can be read, and asks for the same values in both languages', () => {
  const asked = (catalogue: Record<MessageKey, string>, language: string) =>
    Object.fromEntries(KEYS.map((key) => [key, values(catalogue[key], language)]));
  expect(asked(es, 'es')).toEqual(asked(en, 'en'));
});

test('Spanish words are not left in English', () => {
  const words = (text: string) => text.replace(/\{\w+\}/g, '');
  const same = KEYS.filter((key) => en[key] === es[key] && /[a-z]{5}/.test(words(en[key])));
  expect(same).toEqual(['app.name']);
});
