// A whole number of a few digits, as it is typed.
import { TextField } from '../../../../ui/field';

interface NumberFieldProps {
  label: string;
  hint?: string;
  required?: boolean;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function NumberField({ required = false, ...rest }: NumberFieldProps) {
  return (
    <TextField
      required={required}
      free={!required}
      inputMode="numeric"
      maxLength={3}
      autoComplete="off"
      {...rest}
    />
  );
}
