// Both catalogues say the same things, and say them in messages that can be read.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import type { MessageKey } from './en';
import { pseudo } from './pseudo';
import { catalogue } from './translate';

const en = catalogue('en') as Record<MessageKey, string>;
const es = catalogue('es') as Record<MessageKey, string>;
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

test('no key stands in two files: what is loaded last would win', () => {
  const folder = join(__dirname, 'en');
  const found = readdirSync(folder).flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/^ {2}'?([\w.]+)'?:/gm)].map(
      ([, key]) => key,
    ),
  );
  expect(found.filter((key, at) => found.indexOf(key) !== at)).toEqual([]);
});

test('no words are empty', () => {
  expect(KEYS.filter((key) => en[key].trim() === '' || es[key].trim() === '')).toEqual([]);
});

test('every message can be read, and asks for the same values in both languages', () => {
  const asked = (catalogue: Record<MessageKey, string>, language: string) =>
    Object.fromEntries(KEYS.map((key) => [key, values(catalogue[key], language)]));
  expect(asked(es, 'es')).toEqual(asked(en, 'en'));
});

/** What is called the same in both. */
const SAME = ['Convene', 'Agenda'];

test('Spanish words are not left in English', () => {
  const words = (text: string) => text.replace(/\{\w+\}/g, '');
  const same = KEYS.filter((key) => en[key] === es[key] && /[a-z]{5}/.test(words(en[key])));
  expect(same.filter((key) => !SAME.includes(en[key]))).toEqual([]);
});

test('the language of tests asks for the same values', () => {
  const wrong = KEYS.filter(
    (key) => String(values(pseudo(en[key]), 'en')) !== String(values(en[key], 'en')),
  );
  expect(wrong).toEqual([]);
});

test('the language of tests leaves no plain letter, and makes all 40 % longer', () => {
  const words = KEYS.map((key) => en[key]).filter((text) => !text.includes('{'));
  const wrong = words.filter((text) => {
    const made = pseudo(text);
    return /[a-z]/i.test(made) || made.length - '[]'.length < text.length * 1.4;
  });
  expect(wrong).toEqual([]);
});

test.each([
  ['Send', '[Šéññď~]'],
  ['Signed in as {name}', '[Šíğğñééď ííñ ááš {name}~~~]'],
  [
    '{n, plural, one {# line} other {# lines}}',
    '[{n, plural, one {# ļļííñé} other {# ļļííñééš}}~]',
  ],
])('%s becomes %s', (plain, made) => {
  expect(pseudo(plain)).toBe(made);
});

/** What is said of a button to those who do not see it, and the words on it. */
const NAMED = KEYS.flatMap((key) => {
  const seen = (
    key.endsWith('.of') ? `${key.slice(0, -3)}.button` : key.replace(/Of$/, '')
  ) as MessageKey;
  return seen !== key && seen in en ? [{ key, seen }] : [];
});

test('whoever says the words on a button to the device is understood', () => {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} {}]/gu, '')
      .trim();
  const wrong = [en, es].flatMap((words) =>
    NAMED.filter(
      ({ key, seen }) =>
        !/\{\w+,/.test(words[key]) && !bare(words[key]).includes(bare(words[seen])),
    ).map(({ key, seen }) => `${words[seen]} → ${words[key]}`),
  );
  expect(NAMED.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});
