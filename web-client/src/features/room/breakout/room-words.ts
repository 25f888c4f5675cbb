// What a room is called, and why someone is in it, in their own words.

import type { MessageKey } from '../../../i18n/en';
import { JOB_WORDS } from '../../../i18n/enum-words';
import type { Language } from '../../../i18n/language';
import type { Translate } from '../../../i18n/translate';
import { PlacementWhy } from '../../../protocol/convene/v1/breakout_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { JobRole } from '../../../protocol/convene/v1/roster_pb';
import type { Text } from '../../../protocol/convene/v1/session_pb';

/** A room, or what is known of it. */
export interface Numbered {
  number: number;
  name?: Text;
}

/** Its name, or else its number. */
export function roomName({ number, name }: Numbered, language: Language, t: Translate): string {
  return eitherOf(name, language).words || t('myRoom.number', { number });
}

/** In the language of the reader, or in the other one: either may be missing. */
export function eitherOf(text: Text | undefined, language: Language) {
  const other = language === 'en' ? 'es' : 'en';
  const lang = text?.[language] ? language : other;
  return { words: text?.[lang] ?? '', lang };
}

/** "Coach · Lakeside Unified"; empty when nothing of it is known. */
export function whoWords({ jobRole, organisation }: Person, t: Translate): string {
  return [jobRole !== JobRole.UNSPECIFIED && t(JOB_WORDS[jobRole]), organisation?.name]
    .filter(Boolean)
    .join(' · ');
}

const WHY: Record<PlacementWhy, MessageKey | undefined> = {
  [PlacementWhy.UNSPECIFIED]: undefined,
  [PlacementWhy.FACILITATOR]: 'why.facilitator',
  [PlacementWhy.ROLE]: 'why.role',
  [PlacementWhy.DISTRICT]: 'why.district',
  [PlacementWhy.REGION]: 'why.region',
  [PlacementWhy.MIXED]: 'why.mixed',
  [PlacementWhy.JIGSAW]: 'why.jigsaw',
  [PlacementWhy.EARLIER]: 'why.earlier',
  [PlacementWhy.CHANCE]: 'why.chance',
  [PlacementWhy.CHOSEN]: 'why.chosen',
  [PlacementWhy.HOST]: 'why.host',
  [PlacementWhy.LANGUAGE]: 'why.language',
  [PlacementWhy.TOGETHER]: 'why.together',
  [PlacementWhy.LATE]: 'why.late',
  [PlacementWhy.ROTATION]: 'why.rotation',
  [PlacementWhy.MERGED]: 'why.merged',
};

/** One sentence, with what they are; a reason from a newer server is not said. */
export function whyWords(why: PlacementWhy, me: Person | undefined, t: Translate): string {
  const key = WHY[why];
  if (!key) return '';
  return t(key, { org: me?.organisation?.name || t('why.org.none') });
}
