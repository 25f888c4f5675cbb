// The fields of a round as they are typed, and what is wrong with them.
import type { MessageKey } from '../../../../i18n/en';
import type { RoomStep, Round, RoundSpec } from '../../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import type { Text } from '../../../../protocol/convene/v1/session_pb';
import { derives } from './report-words';

export const PLAN_FIELDS = ['title.en', 'size', 'min', 'max', 'minutes', 'from', 'hosts'];
const SIZE = { min: 2, max: 100 };
const MINUTES_MAX = 600;
const STEP_MINUTES_MAX = 120;

/** Numbers as they are typed: an empty one is none yet. */
export interface Typed {
  size: string;
  min: string;
  max: string;
  minutes: string;
  rotation: string;
}

export function typedOf({ spec, minutes, rotationMinutes }: Round): Typed {
  const typed = (value: number | undefined) => String(value || '');
  return {
    size: typed(spec?.size),
    min: typed(spec?.min),
    max: typed(spec?.max),
    minutes: typed(minutes),
    rotation: typed(rotationMinutes),
  };
}

export function withNumbers(round: Round, typed: Typed): Round {
  const [minutes, rotationMinutes] = [Number(typed.minutes) || 0, Number(typed.rotation) || 0];
  const sizes = { size: Number(typed.size), min: Number(typed.min), max: Number(typed.max) };
  return withSpec({ ...round, minutes, rotationMinutes }, sizes);
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

type Wrong = Record<string, MessageKey>;

/** What is needed to deal people. */
export function wrongToPlan(round: Round, typed: Typed): Wrong {
  const found: Wrong = {};
  const size = Number(typed.size);
  const strategy = round.spec?.strategy ?? Strategy.UNSPECIFIED;
  if (!within(typed.size, SIZE.min, SIZE.max)) found.size = 'plan.size.wrong';
  // Next to a size that is wrong, anything from 2 to 100 will do.
  const [most, least] = found.size ? [SIZE.max, SIZE.min] : [size, size];
  if (typed.min.trim() && !within(typed.min, SIZE.min, most)) found.min = 'plan.min.wrong';
  if (typed.max.trim() && !within(typed.max, least, SIZE.max)) found.max = 'plan.max.wrong';
  if (derives(strategy) && !round.spec?.fromRoundId) found.from = 'plan.from.missing';
  if (strategy === Strategy.PINNED && round.spec?.hostIds.length === 0) {
    found.hosts = 'plan.hosts.missing';
  }
  return found;
}

/** What is needed to keep it. */
export function wrongToSave(round: Round, typed: Typed): Wrong {
  const found: Wrong = {};
  if (!round.title?.en.trim()) found['title.en'] = 'required';
  if (typed.minutes.trim() && !within(typed.minutes, 0, MINUTES_MAX)) {
    found.minutes = 'plan.minutes.wrong';
  }
  return { ...found, ...wrongInMore(round, typed) };
}

/** Of what is folded away: it unfolds when something in it is wrong. */
export function wrongInMore({ steps }: Round, { rotation }: Typed): Wrong {
  const found: Wrong = {};
  if (rotation.trim() && !within(rotation, 0, MINUTES_MAX)) found.rotation = 'plan.rotation.wrong';
  for (const [index, step] of steps.entries()) Object.assign(found, wrongInStep(step, index));
  return found;
}

function wrongInStep({ title, minutes }: RoomStep, index: number): Wrong {
  const found: Wrong = {};
  if (!title?.en.trim()) found[`steps.${index}.title`] = 'required';
  if (minutes < 1 || minutes > STEP_MINUTES_MAX) {
    found[`steps.${index}.minutes`] = 'plan.step.minutes.wrong';
  }
  return found;
}

function within(text: string, least: number, most: number): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most;
}
