// The fields of a round as they are typed, and what is wrong with them.
import type { MessageKey } from '../../../../i18n/en';
import type { Round, RoundSpec } from '../../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import type { Text } from '../../../../protocol/convene/v1/session_pb';
import { derives } from './report-words';

export const PLAN_FIELDS = ['title.en', 'size', 'minutes', 'from', 'hosts'];
const SIZE = { min: 2, max: 100 };
const MINUTES_MAX = 600;

/** Numbers as they are typed: an empty one is none yet. */
export interface Typed {
  size: string;
  minutes: string;
}

export function typedOf({ spec, minutes }: Round): Typed {
  return { size: String(spec?.size || ''), minutes: minutes === 0 ? '' : String(minutes) };
}

export function withNumbers(round: Round, { size, minutes }: Typed): Round {
  return withSpec({ ...round, minutes: Number(minutes) || 0 }, { size: Number(size) });
}

export function withSpec(round: Round, changes: Partial<RoundSpec>): Round {
  if (!round.spec) return round;
  return { ...round, spec: { ...round.spec, ...changes } };
}

export function withText(
  round: Round,
  which: 'title' | 'prompt',
  changes: Partial<Pick<Text, 'en' | 'es'>>,
): Round {
  const { en = '', es = '' } = round[which] ?? {};
  return { ...round, [which]: { $typeName: 'convene.v1.Text', en, es, ...changes } };
}

/** What is needed to deal people. */
export function wrongToPlan(round: Round, typed: Typed): Record<string, MessageKey> {
  const found: Record<string, MessageKey> = {};
  const size = Number(typed.size);
  const strategy = round.spec?.strategy ?? Strategy.UNSPECIFIED;
  if (!Number.isInteger(size) || size < SIZE.min || size > SIZE.max) found.size = 'plan.size.wrong';
  if (derives(strategy) && !round.spec?.fromRoundId) found.from = 'plan.from.missing';
  if (strategy === Strategy.PINNED && round.spec?.hostIds.length === 0) {
    found.hosts = 'plan.hosts.missing';
  }
  return found;
}

/** What is needed to keep it. */
export function wrongToSave(round: Round, typed: Typed): Record<string, MessageKey> {
  const found: Record<string, MessageKey> = {};
  const minutes = typed.minutes.trim() === '' ? 0 : Number(typed.minutes);
  if (!round.title?.en.trim()) found['title.en'] = 'required';
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > MINUTES_MAX) {
    found.minutes = 'plan.minutes.wrong';
  }
  return found;
}
