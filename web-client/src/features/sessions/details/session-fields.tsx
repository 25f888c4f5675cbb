// The fields of a session: a title in both languages, when, how long, and what is kept of it.
import { useId } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { TextField } from '../../../ui/field';
import type { FormErrors } from '../../../ui/form';
import type { SessionFieldsState } from './use-session-fields';

const TITLE_CHARS_MAX = 120;

interface SessionFieldsProps {
  fields: SessionFieldsState;
  errors: FormErrors;
}

export function SessionFields({ fields, errors }: SessionFieldsProps) {
  const { values, set, canChoose } = fields;
  const { t, dates } = useI18n();
  const hint = useId();
  return (
    <>
      <TextField
        label={t('new.titleEn')}
        required
        lang="en"
        maxLength={TITLE_CHARS_MAX}
        autoComplete="off"
        value={values.en}
        error={errors['title.en'] ?? errors.title}
        onChange={(en) => set({ en })}
      />
      <TextField
        label={t('new.titleEs')}
        hint={t('new.titleEs.hint')}
        lang="es"
        maxLength={TITLE_CHARS_MAX}
        autoComplete="off"
        value={values.es}
        error={errors['title.es']}
        onChange={(es) => set({ es })}
      />
      <div className="fields-beside">
        <TextField
          label={t('new.date')}
          type="date"
          required
          value={values.date}
          error={errors.scheduledAtMs}
          onChange={(date) => set({ date })}
        />
        <TextField
          label={t('new.time')}
          type="time"
          required
          value={values.time}
          onChange={(time) => set({ time })}
        />
      </div>
      <p className="muted">{t('timeZone', { zone: dates.zone() })}</p>
      <TextField
        label={t('details.minutes')}
        hint={t('details.minutes.hint')}
        inputMode="numeric"
        maxLength={4}
        autoComplete="off"
        value={values.minutes}
        error={errors.plannedMinutes}
        onChange={(minutes) => set({ minutes })}
      />
      <div className="field">
        <label className="choice">
          <input
            type="checkbox"
            checked={values.keepsRooms}
            disabled={!canChoose}
            aria-describedby={hint}
            onChange={(event) => set({ keepsRooms: event.target.checked })}
          />
          {t('details.keepsRooms')}
        </label>
        <p className="field-hint" id={hint}>
          {t('details.keepsRooms.hint')}
        </p>
      </div>
    </>
  );
}
