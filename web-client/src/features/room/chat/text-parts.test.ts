// What becomes a link or a mention, and what stays words.
import { expect, test } from 'vitest';
import { textParts } from './text-parts';

const links = (text: string) =>
  textParts(text).flatMap((part) => (part.kind === 'link' ? [part.words] : []));
const whole = (text: string, names: string[] = []) =>
  textParts(text, names)
    .map(({ words }) => words)
    .join('');

test.each([
  ['see https://example.org/a?b=c#d now', ['https://example.org/a?b=c#d']],
  ['(https://example.org/a)', ['https://example.org/a']],
  ['https://example.org/wiki/Story_(circle).', ['https://example.org/wiki/Story_(circle)']],
  ['HTTP://example.org/x, and https://b.example', ['HTTP://example.org/x', 'https://b.example']],
  ['“https://example.org”', ['https://example.org']],
  ['https://example.org/ñandú?q=1!', ['https://example.org/ñandú?q=1']],
  ['https://', []],
  ['https://.', []],
  ['javascript:alert(1) data:text/html,x ftp://example.org www.example.org', []],
  ['a@example.org', []],
])('%s holds the links %j', (text, expected) => {
  expect(links(text)).toEqual(expected);
  expect(whole(text)).toBe(text);
});

test('an address is opened as the browser reads it', () => {
  expect(textParts('http://EXAMPLE.org')).toEqual([
    { kind: 'link', words: 'http://EXAMPLE.org', href: 'http://example.org/' },
  ]);
});

test.each([
  ['@Ana Ruiz, and @Ana', ['Ana', 'Ana Ruiz'], ['@Ana Ruiz', '@Ana']],
  ['thank you @Ana Ruiz!', ['Ana Ruiz'], ['@Ana Ruiz']],
  ['@Ben is not here', ['Ana Ruiz'], []],
  ['https://example.org/@Ana', ['Ana'], []],
])('%s mentions, of %j, %j', (text, names, expected) => {
  const found = textParts(text, names).filter(({ kind }) => kind === 'mention');
  expect(found.map(({ words }) => words)).toEqual(expected);
  expect(whole(text, names)).toBe(text);
});
