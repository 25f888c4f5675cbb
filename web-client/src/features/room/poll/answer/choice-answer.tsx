// One of some options, or several up to a number: the browser's own radios and checkboxes.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { ChoiceItem } from '../../../../protocol/convene/v1/poll_pb';
import { Said } from '../said';
import type { AnswerFieldProps } from './field-props';
import { useOptionOrder } from './use-option-order';

export function ChoiceAnswer(props: AnswerFieldProps<ChoiceItem>) {
  const { kind, typed, onTyped, seed, name } = props;
  const { t } = useI18n();
  const { options, picksMax } = kind;
  const picks = typed.abstains ? [] : (typed.picks ?? []);
  const several = picksMax > 1;
  const full = several && picks.length >= picksMax;
  const order = useOptionOrder(kind, seed);

  function handlePick(option: number, on: boolean) {
    if (!several) return onTyped({ picks: [option] });
    const others = picks.filter((one) => one !== option);
    onTyped({ picks: on ? [...others, option] : others });
  }

  return (
    <>
      {several && (
        <p className="field-hint" id={`${name}-max`}>
          {t('answer.upTo', { max: picksMax, chosen: picks.length })}
        </p>
      )}
      <ul className="poll-options">
        {order.map((option) => {
          const chosen = picks.includes(option);
          return (
            <li key={option}>
              <label className="choice poll-option">
                <input
                  type={several ? 'checkbox' : 'radio'}
                  name={name}
                  checked={chosen}
                  // Still reached by keyboard, so that one learns why.
                  aria-disabled={(full && !chosen) || undefined}
                  aria-describedby={several ? `${name}-max` : undefined}
                  onChange={({ target }) => {
                    if (!full || chosen) handlePick(option, target.checked);
                  }}
                />
                <Said text={options[option]} />
              </label>
            </li>
          );
        })}
      </ul>
    </>
  );
}
