// A form: shows what concerns no field on top, and leads the focus to the first wrong field.
import type { FormEvent, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Notice } from './notice';

interface FormProps {
  onSubmit: () => void;
  /** Changes whenever errors were shown anew. */
  errors: FormErrors;
  label?: string;
  className?: string;
  children: ReactNode;
}

/** Field name → words; the empty name is the form as a whole. */
export type FormErrors = Readonly<Record<string, string>>;

export function Form({ onSubmit, errors, label, className = 'form', children }: FormProps) {
  const ref = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    ref.current?.querySelector<HTMLElement>('[aria-invalid="true"], .notice')?.focus();
  }, [errors]);

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }

  return (
    // Our own words instead of the browser's, in the language that was chosen here.
    <form ref={ref} className={className} aria-label={label} noValidate onSubmit={handleSubmit}>
      {errors[''] && <Notice tone="danger">{errors['']}</Notice>}
      {children}
    </form>
  );
}
