// What the server would refuse of a poll, found before it is sent: by the name of the field.
import type { MessageKey } from '../../../../i18n/en';
import type { Poll, PollItem } from '../../../../protocol/convene/v1/poll_pb';
import type { Text } from '../../../../protocol/convene/v1/session_pb';
import { charsOf } from '../../chat/chars';
import { optionsOf } from './edit-poll';

type Wrong = Record<string, MessageKey>;

const TITLE_MAX = 120;
const QUESTION_MAX = 500;
const OPTION_MAX = 200;
const EXPLANATION_MAX = 2000;
const END_MAX = 60;
const UNIT_MAX = 40;
const SECONDS_MAX = 86_400;
/** A million million. */
const MILLI_MAX = 1_000_000_000_000_000n;

export function wrongOf(poll: Poll): Wrong {
  const wrong: Wrong = {};
  text(wrong, 'title', poll.title, TITLE_MAX, true);
  if (poll.items.length === 0) wrong.items = 'edit.wrong.items';
  if (!within(poll.seconds, 0, SECONDS_MAX)) wrong.seconds = 'edit.wrong.seconds';
  poll.items.forEach((item, at) => {
    checkItem(wrong, `items.${at}`, item);
  });
  return wrong;
}

function checkItem(wrong: Wrong, at: string, item: PollItem): void {
  text(wrong, `${at}.question`, item.question, QUESTION_MAX, true);
  const { kind } = item;
  optionsOf(kind)?.forEach((option, place) => {
    text(wrong, `${at}.options.${place}`, option, OPTION_MAX, true);
  });
  const options = optionsOf(kind)?.length ?? 0;
  switch (kind.case) {
    case 'choice': {
      if (options < 2 || options > 20) wrong[`${at}.options`] = 'edit.wrong.options';
      if (!within(kind.value.picksMax, 1, options)) wrong[`${at}.picksMax`] = 'edit.wrong.picks';
      text(wrong, `${at}.explanation`, kind.value.explanation, EXPLANATION_MAX, false);
      return;
    }
    case 'scale':
      if (!within(kind.value.points, 3, 11)) wrong[`${at}.points`] = 'edit.wrong.points';
      text(wrong, `${at}.low`, kind.value.low, END_MAX, false);
      text(wrong, `${at}.high`, kind.value.high, END_MAX, false);
      return;
    case 'ranking':
      if (options < 2 || options > 10) wrong[`${at}.options`] = 'edit.wrong.optionsTen';
      return;
    case 'points':
      if (options < 2 || options > 10) wrong[`${at}.options`] = 'edit.wrong.optionsTen';
      if (!within(kind.value.total, 2, 1000)) wrong[`${at}.total`] = 'edit.wrong.total';
      return;
    case 'number': {
      const { minMilli, maxMilli, unit } = kind.value;
      if (minMilli < -MILLI_MAX) wrong[`${at}.min`] = 'edit.wrong.bounds';
      if (maxMilli > MILLI_MAX || maxMilli <= minMilli) wrong[`${at}.max`] = 'edit.wrong.bounds';
      text(wrong, `${at}.unit`, unit, UNIT_MAX, false);
      return;
    }
    case 'words':
      if (!within(kind.value.wordsMax, 1, 5)) wrong[`${at}.wordsMax`] = 'edit.wrong.words';
      return;
    case 'open':
      if (!within(kind.value.charsMax, 1, 2000)) wrong[`${at}.charsMax`] = 'edit.wrong.chars';
  }
}

function text(wrong: Wrong, at: string, of: Text | undefined, max: number, required: boolean) {
  const { en = '', es = '' } = of ?? {};
  if (required && en.trim() === '') wrong[`${at}.en`] = 'edit.wrong.english';
  if (charsOf(en) > max) wrong[`${at}.en`] = 'edit.wrong.long';
  if (charsOf(es) > max) wrong[`${at}.es`] = 'edit.wrong.long';
}

function within(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

/** Texts that stand in English alone. */
export function gapsOf(poll: Poll): number {
  const texts = [
    poll.title,
    ...poll.items.flatMap(({ question, kind }) => [
      question,
      ...(optionsOf(kind) ?? []),
      ...(kind.case === 'scale' ? [kind.value.low, kind.value.high] : []),
      ...(kind.case === 'choice' ? [kind.value.explanation] : []),
      ...(kind.case === 'number' ? [kind.value.unit] : []),
    ]),
  ];
  return texts.filter((one) => one && one.en.trim() !== '' && one.es.trim() === '').length;
}
