// Turns a key and its values into words of one language.
import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageKey } from './en';
import { en } from './en';
import { es } from './es';
import type { Language } from './language';

export type Values = Record<string, string | number>;
export type Translate = (key: MessageKey, values?: Values) => string;

const CATALOGUES: Record<Language, Record<MessageKey, string>> = { en, es };

export function translator(language: Language): Translate {
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  return (key, values) => {
    const text = CATALOGUES[language][key];
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
