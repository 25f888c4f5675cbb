// One to five words or short phrases, each in a field of its own.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { WordsItem } from '../../../../protocol/convene/v1/poll_pb';
import { TextField } from '../../../../ui/field';
import { WORD_CHARS_MAX } from './answers';
import type { AnswerFieldProps } from './field-props';

export function WordsAnswer({ kind, typed, onTyped }: AnswerFieldProps<WordsItem>) {
  const { t } = useI18n();
  const { words = [] } = typed;
  const places = Array.from({ length: kind.wordsMax }, (_, at) => at);
  return (
    <div className="poll-words">
      {places.map((place) => (
        <TextField
          key={place}
          label={t('answer.word', { number: place + 1, count: kind.wordsMax })}
          free
          autoComplete="off"
          maxLength={WORD_CHARS_MAX}
          value={words[place] ?? ''}
          onChange={(text) =>
            onTyped({ words: places.map((at) => (at === place ? text : (words[at] ?? ''))) })
          }
        />
      ))}
    </div>
  );
}
