// Joins what the form itself finds missing with what the server refused, field by field.
import { useMemo, useState } from 'react';
import type { ApiError } from '../api/api-error';
import type { MessageKey } from '../i18n/en';
import { errorKey } from '../i18n/error-words';
import { useI18n } from '../i18n/i18n-provider';
import type { FormErrors } from './form';

export type LocalErrors = Readonly<Record<string, MessageKey>>;

const NONE: LocalErrors = {};

export interface CheckedErrors {
  errors: FormErrors;
  /** Shows what is missing; true when nothing is. */
  check: (found: LocalErrors) => boolean;
}

/** `fields` are the names that this form shows errors beside. */
export function useFormErrors(fields: readonly string[], error: ApiError | undefined) {
  const { t } = useI18n();
  const [local, setLocal] = useState(NONE);
  const names = fields.join(' ');

  const errors = useMemo<FormErrors>(() => {
    const all: Record<string, string> = {};
    for (const [field, key] of Object.entries(local)) all[field] = t(key);
    if (error && Object.keys(all).length === 0) {
      const key = error.status === 0 ? 'offline.body' : errorKey(error.code);
      all[names.split(' ').includes(error.field) ? error.field : ''] = t(key);
    }
    return all;
  }, [local, error, names, t]);

  function check(found: LocalErrors): boolean {
    setLocal(found);
    return Object.keys(found).length === 0;
  }

  return { errors, check } satisfies CheckedErrors;
}
