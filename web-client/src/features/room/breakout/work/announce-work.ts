// What to say aloud of the work in a room: what I see to now, and to which step it has gone.
import type { Language } from '../../../../i18n/language';
import type { Translate } from '../../../../i18n/translate';
import type { View } from '../../../../protocol/convene/v1/view_pb';
import type { MyPlace } from '../../../../session/rounds';
import { openRoundOf } from '../../../../session/rounds';
import { eitherOf } from '../room-words';
import { ROLE_WORDS, rolesOf } from './role-words';
import { listenerOf, stepOf } from './room-step';

/** `was`: the same room as one knew it; absent when one has just come. */
export function workWords(
  was: MyPlace | undefined,
  { room }: MyPlace,
  view: View,
  language: Language,
  t: Translate,
): string[] {
  const meId = view.me?.personId ?? '';
  const had = was ? rolesOf(was.room, meId) : [];
  const words = rolesOf(room, meId)
    .filter((role) => !had.includes(role))
    .map((role) => t(ROLE_WORDS[role].mine));
  const round = openRoundOf(view);
  const step = stepOf(round, room);
  if (!step || was?.room.step === room.step) return words;
  const where = t('roomStep.where', { number: room.step, count: round?.steps.length ?? 0 });
  words.push(`${where} ${eitherOf(step.title, language).words}`);
  if (listenerOf(step, room) === meId) words.push(t('roomStep.youListen'));
  return words;
}
