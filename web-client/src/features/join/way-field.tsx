// By what someone is found on the roster. Nobody is ever shown a list to pick from.
import { useId } from 'react';
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';

export type Way = 'email' | 'place';

const WAYS: readonly (readonly [Way, MessageKey])[] = [
  ['email', 'join.by.email'],
  ['place', 'join.by.place'],
];

export function WayField({ value, onChange }: { value: Way; onChange: (way: Way) => void }) {
  const { t } = useI18n();
  const name = useId();
  return (
    <fieldset className="field choices">
      <legend>{t('join.by')}</legend>
      {WAYS.map(([way, words]) => (
        <label key={way} className="choice">
          <input type="radio" name={name} checked={value === way} onChange={() => onChange(way)} />
          {t(words)}
        </label>
      ))}
    </fieldset>
  );
}
