// What is typed about a session, new or old: title, time, length, and what is kept of it.
import { useState } from 'react';
import type { MessageKey } from '../../../i18n/en';
import { type Session, SessionState } from '../../../protocol/convene/v1/session_pb';
import { instant, localDate, localTime } from './when';

export const SESSION_FIELDS = ['title.en', 'title.es', 'scheduledAtMs', 'plannedMinutes'];

export interface SessionValues {
  en: string;
  es: string;
  date: string;
  time: string;
  minutes: string;
  keepsRooms: boolean;
}

const NONE: SessionValues = {
  en: '',
  es: '',
  date: '',
  time: '',
  minutes: '120',
  keepsRooms: false,
};
const MINUTES = { min: 5, max: 1440 };

export function useSessionFields(session?: Session) {
  const [values, setValues] = useState(() => (session ? valuesOf(session) : NONE));
  const set = (changes: Partial<SessionValues>) => setValues((old) => ({ ...old, ...changes }));
  // The server also knows whether people have answered what they were told.
  const canChoose = !session || session.state === SessionState.SCHEDULED;
  return { values, set, canChoose, missing: () => missing(values), body: () => body(values) };
}

export type SessionFieldsState = ReturnType<typeof useSessionFields>;

function valuesOf(session: Session): SessionValues {
  const { title, scheduledAtMs, plannedMinutes, forgetsRooms } = session;
  const ms = Number(scheduledAtMs);
  return {
    en: title?.en ?? '',
    es: title?.es ?? '',
    date: localDate(ms),
    time: localTime(ms),
    minutes: plannedMinutes === 0 ? '' : String(plannedMinutes),
    keepsRooms: !forgetsRooms,
  };
}

function missing({ en, date, time, minutes }: SessionValues): Record<string, MessageKey> {
  const found: Record<string, MessageKey> = {};
  if (en.trim() === '') found['title.en'] = 'required';
  if (Number.isNaN(instant(date, time))) found.scheduledAtMs = 'new.when.missing';
  const length = Number(minutes);
  const inBounds = Number.isInteger(length) && length >= MINUTES.min && length <= MINUTES.max;
  if (minutes.trim() !== '' && !inBounds) found.plannedMinutes = 'details.minutes.wrong';
  return found;
}

/** 0 minutes: as long as most sessions. */
function body({ en, es, date, time, minutes, keepsRooms }: SessionValues) {
  return {
    title: { en: en.trim(), es: es.trim() },
    scheduledAtMs: BigInt(instant(date, time)),
    plannedMinutes: Number(minutes),
    forgetsRooms: !keepsRooms,
  };
}
