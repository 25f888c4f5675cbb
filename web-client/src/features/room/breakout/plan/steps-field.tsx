// What rooms do one after the other: steps that are added, changed and put in order by buttons.
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoomStep, Round } from '../../../../protocol/convene/v1/breakout_pb';
import { Button } from '../../../../ui/button';
import type { FormErrors } from '../../../../ui/form';
import { addStep, changeStep, moveStep, removeStep, STEPS_MAX } from './edit-steps';
import { StepFields } from './step-fields';

interface StepsFieldProps {
  round: Round;
  errors: FormErrors;
  onRound: (round: Round) => void;
}

export function StepsField({ round, errors, onRound }: StepsFieldProps) {
  const { t } = useI18n();
  const { steps, roles } = round;
  const frame = useRef<HTMLFieldSetElement>(null);
  const [said, setSaid] = useState('');
  // Where the focus goes once the steps are drawn anew: a name that an element there has.
  const [focus, setFocus] = useState<string>();

  useEffect(() => {
    if (focus === undefined) return;
    frame.current?.querySelector<HTMLElement>(`[data-focus="${focus}"]`)?.focus();
    setFocus(undefined);
  }, [focus]);

  const set = (next: RoomStep[]) => onRound({ ...round, steps: next });

  function handleMove(index: number, by: -1 | 1) {
    const to = index + by;
    if (to < 0 || to >= steps.length) return;
    set(moveStep(steps, index, by));
    setSaid(t('plan.step.moved', { from: index + 1, to: to + 1 }));
    setFocus(`${by < 0 ? 'up' : 'down'}-${to}`);
  }

  function handleRemove(index: number) {
    set(removeStep(steps, index));
    setSaid(t('plan.step.removed', { number: index + 1 }));
    setFocus(steps.length === 1 ? 'add' : `remove-${Math.min(index, steps.length - 2)}`);
  }

  function handleAdd() {
    set(addStep(steps));
    setSaid('');
    setFocus(`step-${steps.length}`);
  }

  return (
    <fieldset ref={frame} className="choices-column steps">
      <legend>{t('plan.roomSteps')}</legend>
      <p className="field-hint">{t('plan.roomSteps.hint')}</p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <ol className="steps-list">
        {steps.map((step, index) => (
          <StepFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place alone.
            key={index}
            step={step}
            index={index}
            last={index === steps.length - 1}
            roles={roles}
            errors={errors}
            onChange={(changes) => set(changeStep(steps, index, changes))}
            onMove={(by) => handleMove(index, by)}
            onRemove={() => handleRemove(index)}
          />
        ))}
      </ol>
      {steps.length < STEPS_MAX ? (
        <Button size="small" data-focus="add" onClick={handleAdd}>
          {t('plan.step.add')}
        </Button>
      ) : (
        <p className="muted">{t('plan.roomSteps.full', { count: STEPS_MAX })}</p>
      )}
    </fieldset>
  );
}
