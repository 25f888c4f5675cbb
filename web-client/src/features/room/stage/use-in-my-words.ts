// A text in the reader's language, and whether anyone has translated it.
import { inLanguage } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Text } from '../../../protocol/convene/v1/session_pb';

export interface InMyWords {
  words: string;
  lang: 'en' | 'es';
  /** It is there, but not in this language. */
  untranslated: boolean;
}

export function useInMyWords(text: Text | undefined): InMyWords {
  const { language } = useI18n();
  const { words, lang } = inLanguage(text, language);
  return { words, lang, untranslated: words !== '' && lang !== language };
}
