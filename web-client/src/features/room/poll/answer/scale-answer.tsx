// A scale with words at its ends; a retrospective one is answered for before and for now.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { ScaleItem } from '../../../../protocol/convene/v1/poll_pb';
import { useWords } from '../use-words';
import type { AnswerFieldProps } from './field-props';

export function ScaleAnswer({ kind, typed, onTyped, name }: AnswerFieldProps<ScaleItem>) {
  const { t } = useI18n();
  const { point = 0, before = 0 } = typed.abstains ? {} : typed;
  const now = (
    <ScaleRow
      kind={kind}
      name={`${name}-now`}
      value={point}
      onValue={(value) => onTyped({ point: value })}
    />
  );
  if (!kind.retrospective) return now;
  return (
    <>
      <fieldset className="poll-scale-part">
        <legend>{t('answer.before')}</legend>
        <ScaleRow
          kind={kind}
          name={`${name}-before`}
          value={before}
          onValue={(value) => onTyped({ before: value })}
        />
      </fieldset>
      <fieldset className="poll-scale-part">
        <legend>{t('answer.now')}</legend>
        {now}
      </fieldset>
    </>
  );
}

interface ScaleRowProps {
  kind: ScaleItem;
  name: string;
  value: number;
  onValue: (point: number) => void;
}

function ScaleRow({ kind, name, value, onValue }: ScaleRowProps) {
  const wordsOf = useWords();
  const [low, high] = [wordsOf(kind.low), wordsOf(kind.high)];
  const points = Array.from({ length: kind.points }, (_, at) => at + 1);
  const nameOf = (point: number) => {
    const end = point === 1 ? low : point === kind.points ? high : '';
    return end === '' ? undefined : `${point}: ${end}`;
  };
  return (
    <div className="poll-scale">
      <div className="poll-scale-points">
        {points.map((point) => (
          <label key={point} className="poll-scale-point">
            <input
              type="radio"
              name={name}
              checked={point === value}
              aria-label={nameOf(point)}
              onChange={() => onValue(point)}
            />
            <span className="numbers">{point}</span>
          </label>
        ))}
      </div>
      <p className="poll-scale-ends" aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </p>
    </div>
  );
}
