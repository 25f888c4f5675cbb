// The outcome as six characters that can be read over the telephone.
import type { Outcome, Subject } from './outcome';
import { FINDINGS } from './outcome';

/**
 * 32 characters, 5 bits each; I, O, 0 and 1 are left out because they are mistaken for others.
 * What a character says, in bits from the lowest; each value is the place of the finding in
 * its list in `FINDINGS`, counted from 0:
 *
 *   1  reach (2 bits), cookies (1), storage (1), 0
 *   2  websocket (2), events (2), 0
 *   3  poll (2), speed (2), 0
 *   4  clock (2), language (2), 0
 *   5  screen (2), 0, 0, 0
 *   6  check: the sum of place (1 to 5) times value of the others, modulo 31
 *
 * The check finds every single character that was heard wrong, and nearly all that changed
 * places.
 */
export const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

const CHECK_MODULUS = 31;

/** By character: the subjects and how many bits each has. */
const LAYOUT: readonly (readonly (readonly [Subject, number])[])[] = [
  [
    ['reach', 2],
    ['cookies', 1],
    ['storage', 1],
  ],
  [
    ['websocket', 2],
    ['events', 2],
  ],
  [
    ['poll', 2],
    ['speed', 2],
  ],
  [
    ['clock', 2],
    ['language', 2],
  ],
  [['screen', 2]],
];

/** The subjects that each character speaks of; the sixth is the check. */
export const SUBJECTS_OF_CHARACTERS = LAYOUT.map((part) => part.map(([subject]) => subject));

export function encode(outcome: Outcome): string {
  const values = LAYOUT.map((part) => {
    let value = 0;
    let shift = 0;
    for (const [subject, bits] of part) {
      value |= Math.max(0, places(subject).indexOf(outcome[subject])) << shift;
      shift += bits;
    }
    return value;
  });
  return [...values, check(values)].map((value) => ALPHABET.charAt(value)).join('');
}

/** Absent: not a code of ours, or heard wrong. Spaces, hyphens and small letters do not matter. */
export function decode(text: string): Outcome | undefined {
  const values = Array.from(tidy(text), (char) => ALPHABET.indexOf(char));
  const given = values.pop();
  if (values.length !== LAYOUT.length || values.includes(-1)) return undefined;
  if (given !== check(values)) return undefined;
  const found: Partial<Record<Subject, string>> = {};
  for (const [index, part] of LAYOUT.entries()) {
    let rest = values[index] ?? 0;
    for (const [subject, bits] of part) {
      const finding = places(subject)[rest & ((1 << bits) - 1)];
      if (finding === undefined) return undefined;
      found[subject] = finding;
      rest >>= bits;
    }
    if (rest !== 0) return undefined;
  }
  return found as Outcome;
}

/** As it is shown: two groups of three. */
export function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

function tidy(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

function places(subject: Subject): readonly string[] {
  return FINDINGS[subject];
}

function check(values: readonly number[]): number {
  const sum = values.reduce((total, value, index) => total + (index + 1) * value, 0);
  return sum % CHECK_MODULUS;
}
