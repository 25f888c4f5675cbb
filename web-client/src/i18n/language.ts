// Which language a person reads, and remembering it.
import type { KeyValue } from '../lib/storage';

export type Language = 'en' | 'es';

/** The collaborative is in California: Spanish there writes dates, hours and numbers the local way. */
export const LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-US' };

/** `qps` is no language: English made long and strange, so that tests see what breaks. */
export type Tongue = Language | 'qps';

const KEY = 'convene.language';

/** What the address asks for, then what was chosen before, then what the browser prefers. */
export function chosenTongue(query: string, storage: KeyValue, browser: readonly string[]): Tongue {
  const asked = [new URLSearchParams(query).get('language'), storage.read(KEY)].find(isTongue);
  if (asked) return asked;
  const first = browser.find((tag) => /^(en|es)\b/i.test(tag));
  return first?.toLowerCase().startsWith('es') ? 'es' : 'en';
}

export function rememberLanguage(storage: KeyValue, language: Language): void {
  storage.write(KEY, language);
}

function isTongue(value: string | null | undefined): value is Tongue {
  return value === 'en' || value === 'es' || value === 'qps';
}
