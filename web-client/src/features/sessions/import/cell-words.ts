// What a change says of a cell: enumerations come by their names on the wire.
import type { MessageKey } from '../../../i18n/en';
import { JOB_WORDS } from '../../../i18n/enum-words';
import type { Translate } from '../../../i18n/translate';
import { JobRole, Language } from '../../../protocol/convene/v1/roster_pb';
import { SPOKEN_WORDS } from '../language-words';

const BY_NAME = new Map<string, MessageKey>([['', 'import.blank']]);
for (const [number, key] of Object.entries(JOB_WORDS)) {
  BY_NAME.set(`JOB_ROLE_${JobRole[Number(number)]}`, key);
}
for (const [number, key] of Object.entries(SPOKEN_WORDS)) {
  BY_NAME.set(`LANGUAGE_${Language[Number(number)]}`, key ?? 'import.blank');
}

export function cellWords(text: string, t: Translate): string {
  const key = BY_NAME.get(text);
  return key ? t(key) : text;
}
