// The fields of a step: what it is called, how long, what to do, what it opens and shows.
import { useI18n } from '../../../i18n/i18n-provider';
import { AreaField, TextField } from '../../../ui/field';
import type { FormErrors } from '../../../ui/form';
import { OpensField } from './opens-field';
import type { StepFieldsState } from './use-step-fields';
import { charsOver } from './use-step-fields';

const TITLE_CHARS_MAX = 120;

interface StepFieldsProps {
  fields: StepFieldsState;
  errors: FormErrors;
}

export function StepFields({ fields: { values, set }, errors }: StepFieldsProps) {
  const { t } = useI18n();
  const tooLong = (text: string) => {
    const count = charsOver(text);
    return count > 0 ? t('step.prompt.long', { count }) : undefined;
  };
  return (
    <>
      <div className="step-pair">
        <TextField
          label={t('step.titleEn')}
          required
          lang="en"
          maxLength={TITLE_CHARS_MAX}
          autoComplete="off"
          value={values.titleEn}
          error={errors['title.en'] ?? errors.title}
          onChange={(titleEn) => set({ titleEn })}
        />
        <TextField
          label={t('step.titleEs')}
          lang="es"
          maxLength={TITLE_CHARS_MAX}
          autoComplete="off"
          value={values.titleEs}
          error={errors['title.es']}
          onChange={(titleEs) => set({ titleEs })}
        />
      </div>
      <TextField
        label={t('step.minutes')}
        required
        className="input step-minutes"
        inputMode="numeric"
        maxLength={3}
        autoComplete="off"
        value={values.minutes}
        error={errors.minutes}
        onChange={(minutes) => set({ minutes })}
      />
      <div className="step-pair">
        <AreaField
          label={t('step.promptEn')}
          hint={t('step.prompt.hint')}
          rows={4}
          lang="en"
          value={values.promptEn}
          error={tooLong(values.promptEn) ?? errors['prompt.en'] ?? errors.prompt}
          onChange={(promptEn) => set({ promptEn })}
        />
        <AreaField
          label={t('step.promptEs')}
          rows={4}
          lang="es"
          value={values.promptEs}
          error={tooLong(values.promptEs) ?? errors['prompt.es']}
          onChange={(promptEs) => set({ promptEs })}
        />
      </div>
      <TextField
        label={t('step.link')}
        hint={t('step.link.hint')}
        type="url"
        autoComplete="off"
        value={values.link}
        error={errors.link}
        onChange={(link) => set({ link })}
      />
      <OpensField value={values.opens} onChange={(opens) => set({ opens })} />
    </>
  );
}
