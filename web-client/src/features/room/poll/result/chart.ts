// What came of an item as rows to draw and to read: labels, counts, and how long their bars are.
import type { Language } from '../../../../i18n/language';
import { percent } from '../../../../i18n/numbers';
import type { Translate } from '../../../../i18n/translate';
import type { GroupRow, ItemTally, PollItem } from '../../../../protocol/convene/v1/poll_pb';
import { eitherOf } from '../../breakout/room-words';
import { milliText } from '../answer/milli';

export interface Bar {
  label: string;
  lang?: Language;
  count: number;
  /** Of all who answered, in words; absent where that says nothing. */
  percent?: string;
  /** How long, from 0 to 1. */
  share: number;
  /** More about it: "first for 5". */
  note?: string;
  /** The same as it was before. */
  before?: { count: number; percent: string; share: number };
  correct?: boolean;
}

export interface Chart {
  bars: Bar[];
  /** What the counts are. */
  unit: 'people' | 'points';
  /** Said above: means, the median. */
  facts: string[];
}

type Tally = Pick<ItemTally, 'answered' | 'counts' | 'others' | 'number'>;

/** Absent for kinds that are no bars. */
export function chartOf(
  item: PollItem,
  tally: Tally,
  language: Language,
  t: Translate,
): Chart | undefined {
  const { kind } = item;
  switch (kind.case) {
    case 'choice': {
      const { options, correct } = kind.value;
      const bars = options.map((text, at) => ({
        ...ofPeople(tally.counts[at] ?? 0, tally.answered, language),
        ...labelled(text, language),
        correct: correct.length > 0 ? correct.includes(at) : undefined,
      }));
      return { bars, unit: 'people', facts: [] };
    }
    case 'scale':
      return scaleChart(item, tally, language, t);
    case 'ranking': {
      const max = Math.max(1, ...tally.counts);
      const bars = kind.value.options.map((text, at) => ({
        ...labelled(text, language),
        count: tally.counts[at] ?? 0,
        share: (tally.counts[at] ?? 0) / max,
        note: t('tally.first', { count: tally.others[at] ?? 0 }),
      }));
      return { bars, unit: 'points', facts: [] };
    }
    case 'points': {
      const sum = tally.counts.reduce((all, one) => all + one, 0);
      const bars = kind.value.options.map((text, at) => ({
        ...labelled(text, language),
        ...ofPeople(tally.counts[at] ?? 0, sum, language),
        note: t('tally.givenBy', { count: tally.others[at] ?? 0 }),
      }));
      return { bars, unit: 'points', facts: [] };
    }
    case 'number':
      return numberChart(item, tally, language, t);
    default:
      return undefined;
  }
}

function labelled(text: Parameters<typeof eitherOf>[0], language: Language) {
  const { words, lang } = eitherOf(text, language);
  return { label: words, lang: lang === language ? undefined : lang };
}

function ofPeople(count: number, all: number, language: Language) {
  const share = all > 0 ? count / all : 0;
  return { count, share, percent: percent(language, share) };
}

/** What came of an item in one group. */
export function rowChart(
  item: PollItem,
  row: GroupRow,
  language: Language,
  t: Translate,
): Chart | undefined {
  const tally = row.items.find(({ itemId }) => itemId === item.id);
  return tally && chartOf(item, tally, language, t);
}

/** Those that were chosen at all, the most first. */
export function topBars({ bars }: Chart): Bar[] {
  return byCount(bars).filter(({ count }) => count > 0);
}

/** What people put in order has the order that came of it. Of groups it would be hard to compare. */
export function inRank(chart: Chart): Chart {
  return chart.unit === 'points' ? { ...chart, bars: byCount(chart.bars) } : chart;
}

function byCount(bars: readonly Bar[]): Bar[] {
  return [...bars].sort((a, b) => b.count - a.count);
}

export function meanOf(counts: readonly number[]): number | undefined {
  const people = counts.reduce((all, one) => all + one, 0);
  if (people === 0) return undefined;
  return counts.reduce((sum, count, at) => sum + count * (at + 1), 0) / people;
}

/** To a tenth: more would say more than is known. */
export function meanText(mean: number, language: Language): string {
  return milliText(BigInt(Math.round(mean * 10)) * 100n, language);
}

function scaleChart(item: PollItem, tally: Tally, language: Language, t: Translate): Chart {
  const kind = item.kind.case === 'scale' ? item.kind.value : undefined;
  const points = kind?.points ?? 0;
  const ends = [eitherOf(kind?.low, language).words, eitherOf(kind?.high, language).words];
  const bars = Array.from({ length: points }, (_, at) => {
    const end = at === 0 ? ends[0] : at === points - 1 ? ends[1] : '';
    const before = kind?.retrospective
      ? ofPeople(tally.others[at] ?? 0, tally.answered, language)
      : undefined;
    const label = end ? `${at + 1}: ${end}` : String(at + 1);
    return { label, ...ofPeople(tally.counts[at] ?? 0, tally.answered, language), before };
  });
  const facts: string[] = [];
  const [now, before] = [meanOf(tally.counts), meanOf(tally.others)];
  if (kind?.retrospective && before !== undefined && now !== undefined) {
    const values = { before: meanText(before, language), now: meanText(now, language) };
    facts.push(t('tally.means', values));
  } else if (now !== undefined) facts.push(t('tally.mean', { mean: meanText(now, language) }));
  return { bars, unit: 'people', facts };
}

function numberChart(item: PollItem, tally: Tally, language: Language, t: Translate): Chart {
  const kind = item.kind.case === 'number' ? item.kind.value : undefined;
  const { number } = tally;
  if (!number || tally.answered === 0) return { bars: [], unit: 'people', facts: [] };
  const unit = eitherOf(kind?.unit, language).words;
  const text = (milli: bigint) => [milliText(milli, language), unit].filter(Boolean).join(' ');
  const facts = [
    t('tally.numberMean', { mean: text(number.meanMilli), median: text(number.medianMilli) }),
    t('tally.numberRange', { min: text(number.minMilli), max: text(number.maxMilli) }),
  ];
  // Of groups the mean alone is told.
  if (number.counts.length === 0 || number.minMilli === number.maxMilli) {
    return { bars: [], unit: 'people', facts };
  }
  const width = (number.maxMilli - number.minMilli) / BigInt(number.counts.length);
  const edge = (at: number) =>
    milliText(
      at === number.counts.length ? number.maxMilli : number.minMilli + width * BigInt(at),
      language,
    );
  const bars = number.counts.map((count, at) => ({
    label: t('tally.range', { from: edge(at), to: edge(at + 1) }),
    ...ofPeople(count, tally.answered, language),
  }));
  return { bars, unit: 'people', facts };
}
