// Fields of a form: label, hint and error belong together, for eyes and for screen readers.
import type {
  InputHTMLAttributes,
  ReactNode,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from 'react';
import { useId } from 'react';
import { useI18n } from '../i18n/i18n-provider';

interface Labelled {
  label: string;
  hint?: string;
  /** In the person's words; empty or absent when all is well. */
  error?: string;
  /** Neither required nor marked as optional: a search, a filter. */
  free?: boolean;
}

interface FrameProps extends Labelled {
  id: string;
  optional: boolean;
  children: ReactNode;
}

function Frame({ id, label, hint, error, optional, children }: FrameProps) {
  const { t } = useI18n();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        {optional && <span className="field-optional"> ({t('optional')})</span>}
      </label>
      {children}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

function described(id: string, { hint, error }: Labelled) {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? true : undefined };
}

type TextFieldProps = Labelled &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & { onChange: (value: string) => void };

export function TextField(props: TextFieldProps) {
  const { label, hint, error, free, onChange, required, ...rest } = props;
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={!required && !free}>
      <input
        id={id}
        className="input"
        aria-required={required}
        onChange={(event) => onChange(event.target.value)}
        {...described(id, { label, hint, error })}
        {...rest}
      />
    </Frame>
  );
}

type SelectFieldProps = Labelled &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> & { onChange: (value: string) => void };

export function SelectField(props: SelectFieldProps) {
  const { label, hint, error, free, onChange, required, ...rest } = props;
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={!required && !free}>
      <select
        id={id}
        className="input"
        aria-required={required}
        onChange={(event) => onChange(event.target.value)}
        {...described(id, { label, hint, error })}
        {...rest}
      />
    </Frame>
  );
}

type AreaFieldProps = Labelled &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> & {
    onChange: (value: string) => void;
  };

export function AreaField(props: AreaFieldProps) {
  const { label, hint, error, free, onChange, required, ...rest } = props;
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={!required && !free}>
      <textarea
        id={id}
        className="input"
        aria-required={required}
        onChange={(event) => onChange(event.target.value)}
        {...described(id, { label, hint, error })}
        {...rest}
      />
    </Frame>
  );
}
