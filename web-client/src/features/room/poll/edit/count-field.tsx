// A whole number as it is typed: what is none is kept on the screen and refused when saved.
import { useState } from 'react';
import { TextField } from '../../../../ui/field';

interface CountFieldProps {
  label: string;
  hint?: string;
  value: number;
  error: string | undefined;
  onChange: (value: number) => void;
}

export function CountField({ value, onChange, ...rest }: CountFieldProps) {
  const [typed, setTyped] = useState(() => String(value));
  const [known, setKnown] = useState(value);
  // Another value than what was typed here came from elsewhere.
  if (!Object.is(known, value)) {
    setKnown(value);
    setTyped(String(value));
  }
  return (
    <div className="field-short">
      <TextField
        required
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={typed}
        onChange={(text) => {
          const next = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
          setTyped(text);
          setKnown(next);
          onChange(next);
        }}
        {...rest}
      />
    </div>
  );
}
