// Makes answers of what was typed, or says what is wrong; and the other way round, to change them.
import { create } from '@bufbuild/protobuf';
import type { MessageKey } from '../../../../i18n/en';
import type { Language } from '../../../../i18n/language';
import type { Values } from '../../../../i18n/translate';
import type { Answer, Picks, PollItem } from '../../../../protocol/convene/v1/poll_pb';
import { AnswerSchema } from '../../../../protocol/convene/v1/poll_pb';
import { charsOf } from '../../chat/chars';
import { milliText, readMilli } from './milli';
import type { Sheet, Typed } from './typed';
import { typedOf } from './typed';

type Value = Answer['value'];
type Kind = PollItem['kind'];

export type Read =
  | { kind: 'empty' }
  | { kind: 'answer'; value: Value }
  | { kind: 'wrong'; key: MessageKey; values?: Values };

const EMPTY: Read = { kind: 'empty' };
export const WORD_CHARS_MAX = 40;

export function readItem(item: PollItem, typed: Typed): Read {
  if (typed.abstains)
    return answer({ case: 'abstains', value: { $typeName: 'convene.v1.Abstention' } });
  return readKind(item.kind, typed);
}

function answer(value: Value): Read {
  return { kind: 'answer', value };
}

function picks(options: readonly number[]): Picks {
  return { $typeName: 'convene.v1.Picks', options: [...options] };
}

function readKind(kind: Kind, typed: Typed): Read {
  switch (kind.case) {
    case 'choice': {
      const { picks: chosen = [] } = typed;
      if (chosen.length === 0) return EMPTY;
      return answer({ case: 'picks', value: picks([...chosen].sort((a, b) => a - b)) });
    }
    case 'scale':
      return readScale(kind.value.retrospective, typed);
    case 'ranking':
      return typed.order ? answer({ case: 'ranking', value: picks(typed.order) }) : EMPTY;
    case 'points':
      return readPoints(kind.value.options.length, kind.value.total, typed.points ?? []);
    case 'number':
      return readNumber(kind.value, typed.number ?? '');
    case 'words': {
      const words = distinct(typed.words ?? []);
      if (words.length === 0) return EMPTY;
      if (words.some((word) => charsOf(word) > WORD_CHARS_MAX)) {
        return { kind: 'wrong', key: 'answer.wrong.word', values: { max: WORD_CHARS_MAX } };
      }
      return answer({ case: 'words', value: { $typeName: 'convene.v1.WordList', words } });
    }
    case 'open': {
      const text = typed.text?.trim() ?? '';
      if (text === '') return EMPTY;
      const { charsMax: max } = kind.value;
      if (charsOf(text) > max) return { kind: 'wrong', key: 'answer.wrong.long', values: { max } };
      return answer({ case: 'text', value: text });
    }
    default:
      // A kind from a newer server: nobody can answer it here.
      return EMPTY;
  }
}

function readScale(retrospective: boolean, { point = 0, before = 0 }: Typed): Read {
  if (point === 0 && before === 0) return EMPTY;
  if (point === 0) return { kind: 'wrong', key: 'answer.wrong.now' };
  if (retrospective && before === 0) return { kind: 'wrong', key: 'answer.wrong.before' };
  const value = { $typeName: 'convene.v1.ScaleAnswer', point, before } as const;
  return answer({ case: 'scale', value });
}

/** Nothing typed is 0. */
export function pointsOf(count: number, typed: readonly string[]): number[] {
  return Array.from({ length: count }, (_, at) => {
    const text = typed[at]?.trim() ?? '';
    return text === '' ? 0 : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  });
}

function readPoints(count: number, total: number, typed: readonly string[]): Read {
  if (typed.every((text) => text.trim() === '')) return EMPTY;
  const points = pointsOf(count, typed);
  if (points.some(Number.isNaN)) return { kind: 'wrong', key: 'answer.wrong.points' };
  const left = total - points.reduce((sum, one) => sum + one, 0);
  if (left > 0) return { kind: 'wrong', key: 'answer.wrong.left', values: { left } };
  if (left < 0) return { kind: 'wrong', key: 'answer.wrong.over', values: { over: -left } };
  return answer({ case: 'points', value: { $typeName: 'convene.v1.Shares', points } });
}

function readNumber(bounds: { minMilli: bigint; maxMilli: bigint }, text: string): Read {
  if (text.trim() === '') return EMPTY;
  const milli = readMilli(text);
  if (milli === undefined) return { kind: 'wrong', key: 'answer.wrong.number' };
  if (milli < bounds.minMilli || milli > bounds.maxMilli) {
    return { kind: 'wrong', key: 'answer.wrong.bounds' };
  }
  return answer({ case: 'numberMilli', value: milli });
}

function distinct(words: readonly string[]): string[] {
  const trimmed = words.map((word) => word.trim()).filter((word) => word !== '');
  return trimmed.filter((word, at) => {
    return trimmed.findIndex((one) => one.toLowerCase() === word.toLowerCase()) === at;
  });
}

export interface Wrong {
  key: MessageKey;
  values?: Values;
}

/** All answers, or what is wrong by item. */
export function readSheet(items: readonly PollItem[], sheet: Sheet) {
  const answers: Answer[] = [];
  const wrong: Record<number, Wrong> = {};
  for (const item of items) {
    const read = readItem(item, typedOf(sheet, item));
    if (read.kind === 'wrong') wrong[item.id] = { key: read.key, values: read.values };
    else if (read.kind === 'answer') {
      answers.push(create(AnswerSchema, { itemId: item.id, value: read.value }));
    } else if (item.required) wrong[item.id] = { key: 'answer.wrong.required' };
  }
  return { answers, wrong };
}

export function answeredCount(items: readonly PollItem[], sheet: Sheet): number {
  return items.filter((item) => readItem(item, typedOf(sheet, item)).kind === 'answer').length;
}

/** To change one's mind: the form as it was when these answers were sent. */
export function sheetOf(answers: readonly Answer[], language: Language): Sheet {
  return Object.fromEntries(
    answers.map(({ itemId, value }) => [itemId, typedFrom(value, language)]),
  );
}

function typedFrom(value: Value, language: Language): Typed {
  switch (value.case) {
    case 'abstains':
      return { abstains: true };
    case 'picks':
      return { picks: value.value.options };
    case 'scale':
      return { point: value.value.point, before: value.value.before };
    case 'ranking':
      return { order: value.value.options };
    case 'points':
      return { points: value.value.points.map(String) };
    case 'numberMilli':
      return { number: milliText(value.value, language) };
    case 'words':
      return { words: value.value.words };
    case 'text':
      return { text: value.value };
    default:
      return {};
  }
}
