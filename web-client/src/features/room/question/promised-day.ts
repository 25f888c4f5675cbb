// The day by which an answer is promised: as people say it, and as the browser's field has it.
import type { Language } from '../../../i18n/language';
import { LOCALES } from '../../../i18n/language';

/** "Friday, Dec 4" */
export function dayWords(ms: number, language: Language): string {
  const day = { weekday: 'long', month: 'short', day: 'numeric' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], day).format(ms);
}

/** "2026-12-04", where this person is; nothing for 0. */
export function dayField(ms: number): string {
  if (ms === 0) return '';
  const at = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The end of that day; 0 for nothing, or what is no day. */
export function dayMs(field: string): number {
  const [year, month, day] = field.split('-').map(Number);
  if (!year || !month || !day) return 0;
  return new Date(year, month - 1, day, 23, 59).getTime();
}
