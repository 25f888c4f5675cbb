// What one is about to join: the title, and from when to when.
import type { ReactNode } from 'react';
import { inLanguage } from '../../i18n/enum-words';
import type { I18n } from '../../i18n/i18n-provider';
import { useI18n } from '../../i18n/i18n-provider';
import type { Session } from '../../protocol/convene/v1/session_pb';
import { Page } from '../../ui/page';

interface SessionHeadProps {
  session: Session;
  lead?: ReactNode;
  children: ReactNode;
}

const MINUTE_MS = 60_000;

export function SessionHead({ session, lead, children }: SessionHeadProps) {
  const i18n = useI18n();
  const title = inLanguage(session.title, i18n.language);
  return (
    <Page
      title={title.words}
      titleLang={title.lang}
      lead={
        <>
          <p className="join-when">{whenWords(session, i18n)}</p>
          {lead}
        </>
      }
    >
      {children}
    </Page>
  );
}

export function whenWords({ scheduledAtMs, plannedMinutes }: Session, { t, dates }: I18n): string {
  const fromMs = Number(scheduledAtMs);
  const start = dates.dayAndTime(fromMs);
  if (plannedMinutes === 0) return start;
  const toMs = fromMs + plannedMinutes * MINUTE_MS;
  const sameDay = new Date(fromMs).toDateString() === new Date(toMs).toDateString();
  return t('join.when', { start, end: sameDay ? dates.time(toMs) : dates.dayAndTime(toMs) });
}
