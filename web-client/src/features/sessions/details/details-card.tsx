// What a session is called, when it is and how long, with the way to change it.
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Session } from '../../../protocol/convene/v1/session_pb';
import { Button } from '../../../ui/button';
import { durationWords } from '../durations';
import { DetailsForm } from './details-form';

interface DetailsCardProps {
  session: Session;
  /** Whoever looks is a person of this session, too. */
  hasSeat: boolean;
  /** Somebody came to change something. */
  asked: boolean;
  onClosed: () => void;
  onChanged: () => Promise<void>;
}

export function DetailsCard(props: DetailsCardProps) {
  const { session, hasSeat, asked, onClosed, onChanged } = props;
  const { t, dates, language } = useI18n();
  const [editing, setEditing] = useState(asked);
  const card = useRef<HTMLElement>(null);
  const opened = useRef(asked);
  const { id, title, scheduledAtMs, plannedMinutes } = session;

  useEffect(() => {
    if (asked) setEditing(true);
  }, [asked]);

  function close() {
    setEditing(false);
    onClosed();
  }

  // The button turns into the form and back: the focus goes along.
  useEffect(() => {
    if (editing) card.current?.querySelector('input')?.focus();
    else if (opened.current) card.current?.querySelector('button')?.focus();
    opened.current = editing;
  }, [editing]);

  return (
    <section ref={card} className="card" aria-labelledby="details-title">
      <h2 id="details-title">{t('details.title')}</h2>
      {editing ? (
        <DetailsForm
          session={session}
          onSaved={async () => {
            await onChanged();
            close();
          }}
          onCancel={close}
        />
      ) : (
        <>
          <dl className="terms">
            <dt>{t('details.when')}</dt>
            <dd>{dates.dayAndTime(Number(scheduledAtMs))}</dd>
            <dt>{t('details.length')}</dt>
            <dd>{durationWords(plannedMinutes, t)}</dd>
            <dt>{t('details.titleEs')}</dt>
            {title?.es ? (
              <dd lang="es">{title.es}</dd>
            ) : (
              <dd className="lacking">{t('details.titleEs.missing')}</dd>
            )}
          </dl>
          <Button onClick={() => setEditing(true)}>{t('details.edit')}</Button>
          <p className="muted">
            {hasSeat && (
              <>
                <a
                  href={`/api/sessions/${encodeURIComponent(id)}/calendar.ics?language=${language}`}
                  download
                >
                  {t('details.calendar')}
                </a>
                .{' '}
              </>
            )}
            {t('details.calendar.hint')}{' '}
            <span className="address">
              {`${window.location.origin}/api/join/link/…/calendar.ics`}
            </span>
          </p>
        </>
      )}
    </section>
  );
}
