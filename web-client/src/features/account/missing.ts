// What a form of accounts can find wrong by itself.
import type { MessageKey } from '../../i18n/en';

const PASSWORD_CHARS_MIN = 10;

export function missing(fields: Record<string, string>): Record<string, MessageKey> {
  const found: Record<string, MessageKey> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value.trim() === '') found[field] = 'required';
  }
  return found;
}

/** For a password that is chosen, not one that is typed again. */
export function newPassword(password: string): Record<string, MessageKey> {
  if (password === '') return { password: 'required' };
  return Array.from(password).length < PASSWORD_CHARS_MIN ? { password: 'password.short' } : {};
}
