// One item of a poll: what is asked, the field of its kind, and the way to say nothing.
import { useId } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { assertNever } from '../../../../lib/assert-never';
import type { PollItem } from '../../../../protocol/convene/v1/poll_pb';
import { Said } from '../said';
import { ChoiceAnswer } from './choice-answer';
import type { AnswerFieldProps } from './field-props';
import { NumberAnswer } from './number-answer';
import { OpenAnswer } from './open-answer';
import { PointsAnswer } from './points-answer';
import { RankingAnswer } from './ranking-answer';
import { ScaleAnswer } from './scale-answer';
import type { Typed } from './typed';
import { WordsAnswer } from './words-answer';

interface ItemFieldProps {
  item: PollItem;
  /** From 1; 0 when it stands alone. */
  number: number;
  /** Where the summary of what is wrong leads to. */
  id: string;
  typed: Typed;
  error: string | undefined;
  seed: readonly string[];
  onTyped: (changes: Typed) => void;
}

export function ItemField({ item, number, id, typed, error, seed, onTyped }: ItemFieldProps) {
  const { t } = useI18n();
  const name = useId();
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className="poll-item"
      aria-describedby={error ? `${id}-error` : undefined}
      data-testid="poll-item"
    >
      <legend>
        {number > 0 && `${number}. `}
        <Said text={item.question} />{' '}
        <span className="field-optional">
          ({t(item.required ? 'answer.required' : 'optional')})
        </span>
      </legend>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <KindField kind={item.kind} {...{ typed, onTyped, name }} seed={[...seed, String(item.id)]} />
      <label className="choice poll-abstain">
        <input
          type="checkbox"
          checked={typed.abstains ?? false}
          onChange={({ target }) => onTyped({ abstains: target.checked })}
        />
        {t('answer.abstain')}
      </label>
    </fieldset>
  );
}

type KindFieldProps = AnswerFieldProps<PollItem['kind']>;

function KindField({ kind, ...rest }: KindFieldProps) {
  const { t } = useI18n();
  switch (kind.case) {
    case 'choice':
      return <ChoiceAnswer kind={kind.value} {...rest} />;
    case 'scale':
      return <ScaleAnswer kind={kind.value} {...rest} />;
    case 'ranking':
      return <RankingAnswer kind={kind.value} {...rest} />;
    case 'points':
      return <PointsAnswer kind={kind.value} {...rest} />;
    case 'number':
      return <NumberAnswer kind={kind.value} {...rest} />;
    case 'words':
      return <WordsAnswer kind={kind.value} {...rest} />;
    case 'open':
      return <OpenAnswer kind={kind.value} {...rest} />;
    case undefined:
      return <p className="muted">{t('answer.newer')}</p>;
    default:
      return assertNever(kind);
  }
}
