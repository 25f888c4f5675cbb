// An answer in words, as it is shown to the one who gave it and to those who may know.
import type { Language } from '../../../../i18n/language';
import type { Translate } from '../../../../i18n/translate';
import type { Answer, PollItem } from '../../../../protocol/convene/v1/poll_pb';
import type { Text } from '../../../../protocol/convene/v1/session_pb';
import { eitherOf } from '../../breakout/room-words';
import { milliText } from './milli';

/** Empty when there is none. */
export function answerWords(
  item: PollItem,
  answer: Answer | undefined,
  language: Language,
  t: Translate,
): string {
  const { kind } = item;
  const value = answer?.value;
  const named = (options: readonly Text[], at: number) => eitherOf(options[at], language).words;
  switch (value?.case) {
    case 'abstains':
      return t('answer.abstained');
    case 'picks':
      if (kind.case !== 'choice') return '';
      return value.value.options.map((at) => named(kind.value.options, at)).join(', ');
    case 'scale': {
      const { point, before } = value.value;
      return before > 0 ? t('answer.beforeNow', { before, now: point }) : String(point);
    }
    case 'ranking':
      if (kind.case !== 'ranking') return '';
      return value.value.options
        .map((at, place) => `${place + 1}. ${named(kind.value.options, at)}`)
        .join(', ');
    case 'points':
      if (kind.case !== 'points') return '';
      return value.value.points
        .map((points, at) => `${named(kind.value.options, at)}: ${points}`)
        .join(', ');
    case 'numberMilli': {
      const unit = kind.case === 'number' ? eitherOf(kind.value.unit, language).words : '';
      return [milliText(value.value, language), unit].filter(Boolean).join(' ');
    }
    case 'words':
      return value.value.words.join(', ');
    case 'text':
      return value.value;
    default:
      return '';
  }
}
