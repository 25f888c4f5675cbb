// What of a round is set under "More", in a few words: it need not be unfolded to be known.
import type { Language } from '../../../../i18n/language';
import type { Translate } from '../../../../i18n/translate';
import type { AgendaOutline } from '../../../../protocol/convene/v1/agenda_pb';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { eitherOf } from '../room-words';
import { ROLE_WORDS, ROLES } from '../work/role-words';

interface MoreFacts {
  rounds: readonly Round[];
  agenda: readonly AgendaOutline[];
  /** Earlier sessions whose pairs should not meet again. */
  earlier: number;
  language: Language;
}

/** "Step “Jigsaw” · candid · leader, reporter"; empty when nothing is set. */
export function moreWords(round: Round, facts: MoreFacts, t: Translate): string {
  const { rounds, agenda, earlier, language } = facts;
  const { itemId, candid, roles, steps, rotationMinutes, nextRoundId } = round;
  const item = agenda.find(({ id }) => id === itemId);
  const next = rounds.find(({ id }) => id === nextRoundId);
  const names = ROLES.filter((role) => roles.includes(role)).map((role) =>
    t(ROLE_WORDS[role].name),
  );
  return [
    item && t('plan.more.item', { title: eitherOf(item.title, language).words }),
    candid && t('plan.more.candid'),
    names.join(', '),
    steps.length > 0 && t('plan.more.steps', { count: steps.length }),
    rotationMinutes > 0 && t('plan.more.rotation', { minutes: rotationMinutes }),
    next && t('plan.more.next', { title: eitherOf(next.title, language).words }),
    earlier > 0 && t('plan.more.earlier', { count: earlier }),
  ]
    .filter(Boolean)
    .join(' · ');
}
