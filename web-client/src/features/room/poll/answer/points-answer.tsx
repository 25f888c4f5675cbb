// A sum that is spread over options: how much is left is always said.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { PointsItem } from '../../../../protocol/convene/v1/poll_pb';
import { TextField } from '../../../../ui/field';
import { useWords } from '../use-words';
import { pointsOf } from './answers';
import type { AnswerFieldProps } from './field-props';
import { useOptionOrder } from './use-option-order';

export function PointsAnswer({ kind, typed, onTyped, seed }: AnswerFieldProps<PointsItem>) {
  const { t } = useI18n();
  const wordsOf = useWords();
  const { options, total } = kind;
  const points = typed.points ?? [];
  const order = useOptionOrder(kind, seed);
  const sum = pointsOf(options.length, points).reduce((all, one) => all + (one || 0), 0);
  const left = total - sum;
  return (
    <>
      <p className="field-hint">{t('answer.points.hint', { total })}</p>
      <div className="poll-points">
        {order.map((option) => (
          <TextField
            key={option}
            label={wordsOf(options[option])}
            free
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            value={points[option] ?? ''}
            onChange={(text) =>
              onTyped({
                points: options.map((_, at) => (at === option ? text : (points[at] ?? ''))),
              })
            }
          />
        ))}
      </div>
      <p className="poll-left numbers" role="status">
        {left >= 0 ? t('answer.points.left', { left }) : t('answer.points.over', { over: -left })}
      </p>
    </>
  );
}
