// Turns a key and its values into words of one language.
import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageKey } from './en';
import type { Language } from './language';

export type Values = Record<string, string | number>;
export type Translate = (key: MessageKey, values?: Values) => string;

export type Words = Partial<Record<MessageKey, string>>;

const CATALOGUES: Record<Language, Words> = { en: {}, es: {} };

/** Words that have been loaded. More of them come with later screens. */
export function addWords(language: Language, words: Words): void {
  Object.assign(CATALOGUES[language], words);
}

export function catalogue(language: Language): Readonly<Words> {
  return CATALOGUES[language];
}

/** `alter` makes other messages of those of the catalogue: for tests. */
export function translator(language: Language, alter?: (text: string) => string): Translate {
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  return (key, values) => {
    const plain = CATALOGUES[language][key] ?? key;
    const text = alter ? alter(plain) : plain;
    // Most strings are only words: no need to parse them.
    if (values === undefined) return text;
    let message = compiled.get(key);
    if (!message) {
      message = new IntlMessageFormat(text, language);
      compiled.set(key, message);
    }
    return String(message.format(values));
  };
}
