// A text in one's own words, with how much of it fits.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { OpenItem } from '../../../../protocol/convene/v1/poll_pb';
import { AreaField } from '../../../../ui/field';
import { charsOf } from '../../chat/chars';
import type { AnswerFieldProps } from './field-props';

export function OpenAnswer({ kind, typed, onTyped }: AnswerFieldProps<OpenItem>) {
  const { t } = useI18n();
  const { text = '' } = typed;
  const { charsMax: max } = kind;
  return (
    <AreaField
      label={t('answer.open')}
      hint={t('answer.open.count', { count: charsOf(text), max })}
      free
      rows={max > 200 ? 4 : 2}
      value={text}
      onChange={(next) => onTyped({ text: next })}
    />
  );
}
