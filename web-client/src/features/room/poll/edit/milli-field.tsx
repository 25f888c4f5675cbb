// A bound in thousandths, as it is typed.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { TextField } from '../../../../ui/field';
import { milliText, readMilli } from '../answer/milli';

interface MilliFieldProps {
  label: string;
  value: bigint;
  error: string | undefined;
  onChange: (value: bigint) => void;
}

export function MilliField({ label, value, error, onChange }: MilliFieldProps) {
  const { t, language } = useI18n();
  const [typed, setTyped] = useState(() => milliText(value, language));
  const wrong = readMilli(typed) === undefined;
  return (
    <div className="field-short">
      <TextField
        label={label}
        required
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        error={wrong ? t('answer.wrong.number') : error}
        onChange={(text) => {
          setTyped(text);
          const milli = readMilli(text);
          if (milli !== undefined) onChange(milli);
        }}
      />
    </div>
  );
}
