// Which language a person reads, and remembering it.
import type { KeyValue } from '../lib/storage';

export type Language = 'en' | 'es';

const KEY = 'convene.language';

export function rememberedLanguage(storage: KeyValue, browser: readonly string[]): Language {
  const remembered = storage.read(KEY);
  if (remembered === 'en' || remembered === 'es') return remembered;
  const first = browser.find((tag) => /^(en|es)\b/i.test(tag));
  return first?.toLowerCase().startsWith('es') ? 'es' : 'en';
}

export function rememberLanguage(storage: KeyValue, language: Language): void {
  storage.write(KEY, language);
}
