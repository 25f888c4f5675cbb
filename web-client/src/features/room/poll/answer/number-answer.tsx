// A number within bounds, with its unit; commas and points are both understood.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { NumberItem } from '../../../../protocol/convene/v1/poll_pb';
import { TextField } from '../../../../ui/field';
import { useWords } from '../use-words';
import type { AnswerFieldProps } from './field-props';
import { milliText, readMilli } from './milli';

const CHARS_MAX = 24;

export function NumberAnswer({ kind, typed, onTyped }: AnswerFieldProps<NumberItem>) {
  const { t, language } = useI18n();
  const wordsOf = useWords();
  const unit = wordsOf(kind.unit);
  const { number = '' } = typed;
  const milli = readMilli(number);
  const bounds = {
    min: milliText(kind.minMilli, language),
    max: milliText(kind.maxMilli, language),
  };
  const reads = milli === undefined ? '' : milliText(milli, language);
  return (
    <div className="field-short">
      <TextField
        label={unit === '' ? t('answer.number') : t('answer.numberIn', { unit })}
        hint={t('answer.number.hint', bounds)}
        free
        inputMode="decimal"
        autoComplete="off"
        maxLength={CHARS_MAX}
        value={number}
        onChange={(text) => onTyped({ number: text })}
      />
      {/* 1,500 is not the same number everywhere. */}
      {reads !== '' && reads !== number.trim() && (
        <p className="muted">{t('answer.number.reads', { number: reads })}</p>
      )}
    </div>
  );
}
