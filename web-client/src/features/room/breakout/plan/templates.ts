// Protocols that facilitators know by name, as rounds of rooms to start from.
import { create } from '@bufbuild/protobuf';
import type { MessageKey } from '../../../../i18n/en';
import type { Language } from '../../../../i18n/language';
import type { Translate, Values } from '../../../../i18n/translate';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import {
  RoomRole,
  RoundSchema,
  RoundState,
  Strategy,
} from '../../../../protocol/convene/v1/breakout_pb';

export type TemplateKey =
  | 'all124'
  | 'jigsaw'
  | 'cafe'
  | 'gallery'
  | 'consultancy'
  | 'flash'
  | 'district'
  | 'choose';

interface StepOf {
  words: 'present' | 'clarify' | 'probe' | 'talk' | 'reflect' | 'debrief';
  minutes: number;
  silent?: RoomRole;
}

interface RoundOf {
  /** Its title and its prompt in the catalogues. */
  words: 'pairs' | 'fours' | 'experts' | 'home' | Exclude<TemplateKey, 'all124' | 'jigsaw'>;
  number?: number;
  strategy: Strategy;
  size: number;
  max?: number;
  minutes: number;
  /** The round of this template that it derives from, from 0. */
  from?: number;
  rotationMinutes?: number;
  roles?: RoomRole[];
  steps?: StepOf[];
}

export interface Template {
  key: TemplateKey;
  rounds: readonly RoundOf[];
  /** Each opens when the one before it closes. */
  chained?: boolean;
}

const { PRESENTER, TIMEKEEPER } = RoomRole;
const cafe = (number: number): RoundOf => ({
  words: 'cafe',
  number,
  strategy: Strategy.PINNED,
  size: 5,
  minutes: 15,
});
const consultancy = (words: 'consultancy' | 'flash', minutes: readonly number[]): RoundOf => {
  const [present = 0, clarify = 0, probe = 0, talk = 0, reflect = 0, debrief = 0] = minutes;
  return {
    words,
    strategy: Strategy.MIXED,
    size: 5,
    minutes: minutes.reduce((sum, one) => sum + one, 0),
    roles: [TIMEKEEPER, PRESENTER],
    steps: [
      { words: 'present', minutes: present },
      { words: 'clarify', minutes: clarify },
      { words: 'probe', minutes: probe },
      { words: 'talk', minutes: talk, silent: PRESENTER },
      { words: 'reflect', minutes: reflect },
      { words: 'debrief', minutes: debrief },
    ],
  };
};

export const TEMPLATES: readonly Template[] = [
  {
    key: 'all124',
    chained: true,
    rounds: [
      { words: 'pairs', strategy: Strategy.BALANCED_RANDOM, size: 2, max: 3, minutes: 2 },
      // Two pairs, of which one may be three.
      { words: 'fours', strategy: Strategy.NESTED, size: 4, from: 0, minutes: 5 },
    ],
  },
  {
    key: 'jigsaw',
    rounds: [
      { words: 'experts', strategy: Strategy.ROLE_ALIKE, size: 5, minutes: 20 },
      { words: 'home', strategy: Strategy.JIGSAW, size: 5, from: 0, minutes: 25 },
    ],
  },
  { key: 'cafe', chained: true, rounds: [cafe(1), cafe(2), cafe(3)] },
  {
    key: 'gallery',
    rounds: [
      { words: 'gallery', strategy: Strategy.MIXED, size: 5, minutes: 32, rotationMinutes: 8 },
    ],
  },
  { key: 'consultancy', rounds: [consultancy('consultancy', [5, 5, 10, 15, 5, 5])] },
  { key: 'flash', rounds: [consultancy('flash', [2, 2, 3, 5, 2, 1])] },
  {
    key: 'district',
    rounds: [{ words: 'district', strategy: Strategy.DISTRICT_TEAM, size: 5, minutes: 20 }],
  },
  {
    key: 'choose',
    rounds: [{ words: 'choose', strategy: Strategy.SELF_SELECT, size: 8, minutes: 20 }],
  },
];

export function templateOf(key: string | undefined): Template | undefined {
  return TEMPLATES.find((one) => one.key === key);
}

/** Several rounds that hang together: they are planned and saved one after the other. */
export function isSeries(template: Template | undefined): template is Template {
  return template !== undefined && template.rounds.length > 1;
}

/** With its words in both languages; what it derives from is known once that is saved. */
export function roundsOf({ rounds }: Template, words: Record<Language, Translate>): Round[] {
  const both = (key: MessageKey, values?: Values) => ({
    en: words.en(key, values),
    es: words.es(key, values),
  });
  return rounds.map(({ words: stem, number, steps = [], strategy, size, max, ...rest }) => {
    const { minutes, rotationMinutes, roles } = rest;
    return create(RoundSchema, {
      title: both(`template.${stem}.title`, number === undefined ? undefined : { number }),
      prompt: both(`template.${stem}.prompt`),
      spec: { strategy, size, max },
      minutes,
      rotationMinutes,
      roles,
      steps: steps.map((step) => ({ ...step, title: both(`template.step.${step.words}`) })),
      state: RoundState.PLANNED,
    });
  });
}
