// One step of what rooms do: what it is called, how long it takes, and who listens in it.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoomStep } from '../../../../protocol/convene/v1/breakout_pb';
import { RoomRole } from '../../../../protocol/convene/v1/breakout_pb';
import { Button } from '../../../../ui/button';
import { SelectField, TextField } from '../../../../ui/field';
import type { FormErrors } from '../../../../ui/form';
import { ROLE_WORDS, ROLES } from '../work/role-words';

const TITLE_CHARS_MAX = 120;

interface StepFieldsProps {
  step: RoomStep;
  index: number;
  last: boolean;
  /** What someone in every room sees to. */
  roles: readonly RoomRole[];
  errors: FormErrors;
  onChange: (changes: Partial<RoomStep>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function StepFields(props: StepFieldsProps) {
  const { step, index, last, roles, errors, onChange, onMove, onRemove } = props;
  const { t } = useI18n();
  const number = index + 1;
  const { en = '', es = '' } = step.title ?? {};
  const retitle = (title: { en: string; es: string }) =>
    onChange({ title: { $typeName: 'convene.v1.Text', ...title } });

  return (
    <li className="step-fields" data-testid="room-step">
      <div className="pair">
        <TextField
          label={t('plan.step.titleEn', { number })}
          required
          lang="en"
          maxLength={TITLE_CHARS_MAX}
          autoComplete="off"
          data-focus={`step-${index}`}
          value={en}
          error={errors[`steps.${index}.title`]}
          onChange={(next) => retitle({ en: next, es })}
        />
        <TextField
          label={t('plan.step.titleEs', { number })}
          lang="es"
          maxLength={TITLE_CHARS_MAX}
          autoComplete="off"
          value={es}
          onChange={(next) => retitle({ en, es: next })}
        />
        <TextField
          label={t('plan.step.minutes', { number })}
          required
          inputMode="numeric"
          maxLength={3}
          autoComplete="off"
          value={step.minutes === 0 ? '' : String(step.minutes)}
          error={errors[`steps.${index}.minutes`]}
          onChange={(next) => onChange({ minutes: Number(next.replace(/\D/g, '')) })}
        />
        <SelectField
          label={t('plan.step.silent', { number })}
          hint={roles.length === 0 ? t('plan.step.silent.none') : undefined}
          free
          value={String(step.silent)}
          onChange={(next) => onChange({ silent: Number(next) })}
        >
          <option value={RoomRole.UNSPECIFIED}>{t('plan.step.silent.nobody')}</option>
          {ROLES.filter((role) => roles.includes(role)).map((role) => (
            <option key={role} value={role}>
              {t(ROLE_WORDS[role].name)}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="wall-acts">
        {/* At an end they do nothing, but keep the focus of who has just moved the step there. */}
        <Button
          size="small"
          data-focus={`up-${index}`}
          aria-label={t('plan.step.up', { number })}
          aria-disabled={index === 0 || undefined}
          onClick={() => onMove(-1)}
        >
          {t('plan.up')}
        </Button>
        <Button
          size="small"
          data-focus={`down-${index}`}
          aria-label={t('plan.step.down', { number })}
          aria-disabled={last || undefined}
          onClick={() => onMove(1)}
        >
          {t('plan.down')}
        </Button>
        <Button
          kind="plain"
          size="small"
          data-focus={`remove-${index}`}
          aria-label={t('plan.step.remove', { number })}
          onClick={onRemove}
        >
          {t('rounds.remove')}
        </Button>
      </div>
    </li>
  );
}
