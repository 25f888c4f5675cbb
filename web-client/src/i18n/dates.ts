// Dates, times and durations in the person's language and time zone.
import type { Language } from './language';
import { LOCALES } from './language';

export interface Dates {
  /** "Tuesday, March 3 at 3:30 PM" */
  dayAndTime(ms: number): string;
  /** "3:30 PM" */
  time(ms: number): string;
  /** "3:30:05 PM" */
  exactTime(ms: number): string;
  /** "Pacific Standard Time" */
  zone(): string;
}

export function dates(language: Language): Dates {
  const locale = LOCALES[language];
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const exact = new Intl.DateTimeFormat(locale, {
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  });
  const zone = new Intl.DateTimeFormat(locale, { timeZoneName: 'long' });
  return {
    dayAndTime: (ms) => day.format(ms),
    time: (ms) => time.format(ms),
    exactTime: (ms) => exact.format(ms),
    zone: () =>
      zone.formatToParts(Date.now()).find(({ type }) => type === 'timeZoneName')?.value ?? '',
  };
}

/** 3:05 or 1:03:05, as players write it. */
export function clockText(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`;
}
