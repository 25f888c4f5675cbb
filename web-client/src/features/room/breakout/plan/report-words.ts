// How good a plan is, in sentences.
import type { MessageKey } from '../../../../i18n/en';
import type { Translate } from '../../../../i18n/translate';
import type { PairCount, PlanReport } from '../../../../protocol/convene/v1/breakout_pb';
import { Strategy, UnplacedWhy } from '../../../../protocol/convene/v1/breakout_pb';

/** "41 rooms of 5, nobody meets again, 2 people need a decision." */
export function reportSentence(report: PlanReport, unplaced: number, t: Translate): string {
  const { rooms, smallest, largest, undecided } = report;
  const size =
    smallest === largest
      ? t('report.rooms', { rooms, size: largest })
      : t('report.roomsFrom', { rooms, smallest, largest });
  const again = t('report.again', { pairs: report.repeats?.pairs ?? 0 });
  const open = t('report.unplaced', { count: Math.max(unplaced, undecided) });
  return `${[size, again, open].join(', ')}.`;
}

/** Of a plan that keeps an earlier one; otherwise empty. */
export function keptSentence({ kept, moved }: PlanReport, t: Translate): string {
  return kept + moved === 0 ? '' : t('report.kept', { kept, moved });
}

export interface Measure {
  key: 'repeats' | 'sameOrganisation' | 'sameRole';
  count: PairCount;
}

export function measuresOf({ repeats, sameOrganisation, sameRole }: PlanReport): Measure[] {
  return [
    repeats && ({ key: 'repeats', count: repeats } as const),
    sameOrganisation && ({ key: 'sameOrganisation', count: sameOrganisation } as const),
    sameRole && ({ key: 'sameRole', count: sameRole } as const),
  ].filter((measure) => measure !== undefined);
}

/** "3. By chance 24; no plan with these rooms has fewer than 0." */
export function measureWords({ count }: Measure, t: Translate): string {
  const { pairs, byChance, bound } = count;
  return t('report.measure', { pairs, chance: byChance, bound });
}

export const UNPLACED_WORDS: Record<UnplacedWhy, MessageKey> = {
  [UnplacedWhy.UNSPECIFIED]: 'unplaced.notYet',
  [UnplacedWhy.SIZE]: 'unplaced.size',
  [UnplacedWhy.APART]: 'unplaced.apart',
  [UnplacedWhy.TOGETHER]: 'unplaced.together',
  [UnplacedWhy.LANGUAGE]: 'unplaced.language',
  [UnplacedWhy.ALONE]: 'unplaced.alone',
  [UnplacedWhy.ACCESS]: 'unplaced.access',
  [UnplacedWhy.UNKNOWN]: 'unplaced.unknown',
};

interface StrategyWords {
  name: MessageKey;
  help: MessageKey;
}

/** In the order in which people look for them. */
export const STRATEGIES: readonly (StrategyWords & { strategy: Strategy })[] = (
  [
    [Strategy.MIXED, 'mixed'],
    [Strategy.ROLE_ALIKE, 'role'],
    [Strategy.DISTRICT_TEAM, 'district'],
    [Strategy.COE_REGION, 'region'],
    [Strategy.JIGSAW, 'jigsaw'],
    [Strategy.NESTED, 'nested'],
    [Strategy.SAME_AS, 'sameAs'],
    [Strategy.PINNED, 'pinned'],
    [Strategy.LANGUAGE_FIRST, 'language'],
    [Strategy.BALANCED_RANDOM, 'random'],
    [Strategy.SELF_SELECT, 'choose'],
    [Strategy.MANUAL, 'manual'],
  ] as const
).map(([strategy, word]) => ({
  strategy,
  name: `strategy.${word}`,
  help: `strategy.${word}.help`,
}));

export function strategyKey(strategy: Strategy): MessageKey {
  return STRATEGIES.find((one) => one.strategy === strategy)?.name ?? 'strategy.manual';
}

/** It deals people as an earlier round has them. */
export function derives(strategy: Strategy): boolean {
  return [Strategy.JIGSAW, Strategy.NESTED, Strategy.SAME_AS].includes(strategy);
}
