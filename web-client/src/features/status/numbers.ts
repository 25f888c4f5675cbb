// Numbers as people in California write them, in both languages: with a decimal point.
import type { Language } from '../../i18n/language';

const LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-US' };

export function counted(language: Language, count: number): string {
  return new Intl.NumberFormat(LOCALES[language]).format(count);
}

/** Two digits: more would be read as more than a measurement can say. */
export function measured(language: Language, value: number): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumSignificantDigits: 2 }).format(value);
}
