// Where someone stands, and how we know that it is them, in words.
import type { MessageKey } from '../../../i18n/en';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Identified } from '../../../protocol/convene/v1/roster_pb';

export function statusKey({ waiting, arrived }: Person): MessageKey {
  if (waiting) return 'roster.waiting';
  return arrived ? 'detail.roster.arrived' : 'detail.roster.expected';
}

const IDENTIFIED_WORDS: Record<Identified, MessageKey | undefined> = {
  [Identified.UNSPECIFIED]: undefined,
  [Identified.LINK]: 'roster.byLink',
  [Identified.CODE]: 'roster.byCode',
  [Identified.GUEST]: 'roster.guest',
  [Identified.FACILITATOR]: 'roster.byFacilitator',
};

/** Undefined for those who have not come yet: nothing is known. */
export function identifiedKey(person: Person): MessageKey | undefined {
  return person.arrived || person.waiting ? IDENTIFIED_WORDS[person.identified] : undefined;
}
