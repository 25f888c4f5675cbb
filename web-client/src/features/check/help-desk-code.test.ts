// The code of an outcome: read back as it was, and not when a character was heard wrong.
import { expect, test } from 'vitest';
import { check as en } from '../../i18n/en/check';
import { findingKey } from './finding-words';
import { ALPHABET, decode, encode, SUBJECTS_OF_CHARACTERS, spaced } from './help-desk-code';
import type { Finding, Outcome, Subject } from './outcome';
import { FINDINGS, SUBJECTS, verdictOf } from './outcome';

const FINE: Outcome = {
  reach: 'works',
  cookies: 'works',
  storage: 'works',
  websocket: 'works',
  events: 'works',
  poll: 'works',
  speed: 'works',
  clock: 'works',
  language: 'es',
  screen: 'laptop',
};

/** Every subject with every finding, one at a time. */
const VARIANTS = (Object.keys(FINDINGS) as Subject[]).flatMap((subject) =>
  FINDINGS[subject].map((finding) => ({ ...FINE, [subject]: finding }) as Outcome),
);

test('what is fine has this code, for ever', () => {
  expect(encode(FINE)).toBe('F77B4Q');
  expect(spaced(encode(FINE))).toBe('F77 B4Q');
});

test('every outcome is read back as it was', () => {
  expect(VARIANTS.map((outcome) => decode(encode(outcome)))).toEqual(VARIANTS);
  expect(new Set(VARIANTS.map(encode)).size).toBe(VARIANTS.length - SUBJECTS.length + 1);
});

test('spaces, hyphens and small letters do not matter', () => {
  expect(decode(' f77-b4q ')).toEqual(FINE);
});

test('every single character that was heard wrong is found', () => {
  const code = encode(FINE);
  const wrong = Array.from(code).flatMap((char, index) =>
    Array.from(ALPHABET)
      .filter((other) => other !== char)
      .map((other) => code.slice(0, index) + other + code.slice(index + 1)),
  );
  expect(wrong).toHaveLength(6 * 31);
  expect(wrong.filter((one) => decode(one) !== undefined)).toEqual([]);
});

test.each(['', 'F77B4', 'F77B4QQ', 'F77B40', '??????'])('“%s” is no code', (text) => {
  expect(decode(text)).toBeUndefined();
});

test('nothing that is mistaken for another is in the alphabet', () => {
  expect(ALPHABET).toHaveLength(32);
  expect(ALPHABET).not.toMatch(/[IO01]/);
});

test('every subject is in the code, and every finding has words', () => {
  expect(SUBJECTS_OF_CHARACTERS.flat().sort()).toEqual([...SUBJECTS].sort());
  const missing = SUBJECTS.flatMap((subject) =>
    (FINDINGS[subject] as readonly Finding[])
      .map((finding) => findingKey(subject, finding))
      .filter((key) => !(key in en)),
  );
  expect(missing).toEqual([]);
});

test.each<[Partial<Outcome>, string]>([
  [{}, 'fine'],
  [{ speed: 'slow', clock: 'behind', storage: 'no' }, 'fine'],
  [{ websocket: 'blocked' }, 'anotherWay'],
  [{ websocket: 'silent', events: 'buffered' }, 'anotherWay'],
  [{ websocket: 'blocked', events: 'buffered', poll: 'blocked' }, 'noWay'],
  [{ cookies: 'no' }, 'noCookies'],
  [{ reach: 'other' }, 'unreachable'],
  [{ reach: 'none', cookies: 'no' }, 'unreachable'],
])('%o means: %s', (some, verdict) => {
  expect(verdictOf({ ...FINE, ...some })).toBe(verdict);
});
