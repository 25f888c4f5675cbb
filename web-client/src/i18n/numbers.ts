// Numbers as people in California write them, in both languages: with a decimal point.
import type { Language } from './language';
import { LOCALES } from './language';

export function counted(language: Language, count: number): string {
  return new Intl.NumberFormat(LOCALES[language]).format(count);
}

/** At most so many decimals; at least so many, where numbers stand below each other. */
export function decimal(language: Language, value: number, most: number, least = 0): string {
  const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
  return new Intl.NumberFormat(LOCALES[language], digits).format(value);
}

/** Two digits: more would be read as more than a measurement can say. */
export function measured(language: Language, value: number): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumSignificantDigits: 2 }).format(value);
}

/** Of 0.5: "50%". */
export function percent(language: Language, share: number): string {
  return new Intl.NumberFormat(LOCALES[language], { style: 'percent' }).format(share);
}
