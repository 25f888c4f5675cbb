// Who is dealt into rooms: those who are here, or everyone who is expected.
import { useI18n } from '../../../../i18n/i18n-provider';

interface WhoFieldProps {
  everyone: boolean;
  here: number;
  all: number;
  onChange: (everyone: boolean) => void;
}

export function WhoField({ everyone, here, all, onChange }: WhoFieldProps) {
  const { t } = useI18n();
  return (
    <fieldset className="choices-column">
      <legend>{t('plan.who')}</legend>
      <label className="choice">
        <input type="radio" name="who" checked={!everyone} onChange={() => onChange(false)} />
        {t('plan.who.here', { count: here })}
      </label>
      <label className="choice">
        <input type="radio" name="who" checked={everyone} onChange={() => onChange(true)} />
        {t('plan.who.everyone', { count: all })}
      </label>
    </fieldset>
  );
}
