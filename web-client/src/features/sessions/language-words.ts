// Words for the language that someone prefers in rooms.
import type { MessageKey } from '../../i18n/en';
import { Language } from '../../protocol/convene/v1/roster_pb';

/** Undefined: nobody has said. */
export const SPOKEN_WORDS: Record<Language, MessageKey | undefined> = {
  [Language.UNSPECIFIED]: undefined,
  [Language.ENGLISH]: 'roster.language.en',
  [Language.SPANISH]: 'roster.language.es',
  [Language.BILINGUAL]: 'roster.language.both',
};
