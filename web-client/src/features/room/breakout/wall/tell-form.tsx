// Says something to all rooms, or to some, in one language or both.
import { useState } from 'react';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { AreaField } from '../../../../ui/field';
import { useAsked } from '../../use-asked';
import { tellRooms } from '../room-commands';

const CHARS_MAX = 500;

interface TellFormProps {
  engine: Engine;
  roundId: string;
  /** To these alone; absent: to all. */
  rooms?: readonly number[];
  title: string;
}

export function TellForm({ engine, roundId, rooms, title }: TellFormProps) {
  const { t } = useI18n();
  const [en, setEn] = useState('');
  const [es, setEs] = useState('');
  const [state, setState] = useState<'idle' | 'empty' | 'told'>('idle');
  const asked = useAsked(engine, () => {
    setEn('');
    setEs('');
    setState('told');
  });

  function handleSubmit() {
    if (asked.busy) return;
    const empty = en.trim() === '' && es.trim() === '';
    setState(empty ? 'empty' : 'idle');
    if (!empty) asked.ask(tellRooms(roundId, en.trim(), es.trim(), rooms));
  }

  return (
    <details className="wall-fold">
      <summary>{title}</summary>
      <form
        className="wall-form"
        onSubmit={(event) => {
          event.preventDefault();
          handleSubmit();
        }}
      >
        <div className="pair">
          <AreaField
            label={t('tell.en')}
            free
            lang="en"
            rows={2}
            maxLength={CHARS_MAX}
            value={en}
            error={state === 'empty' ? t('tell.empty') : undefined}
            onChange={setEn}
          />
          <AreaField
            label={t('tell.es')}
            free
            lang="es"
            rows={2}
            maxLength={CHARS_MAX}
            value={es}
            onChange={setEs}
          />
        </div>
        <p className="muted">{t(rooms ? 'tell.seesSome' : 'tell.sees')}</p>
        {asked.refused !== undefined && (
          <p className="field-error" role="alert">
            {t(errorKey(asked.refused))}
          </p>
        )}
        <p role="status" className="muted">
          {state === 'told' && t(rooms ? 'tell.doneSome' : 'tell.done')}
        </p>
        <Button kind="primary" size="small" type="submit" busy={asked.busy}>
          {t(rooms ? 'tell.sendSome' : 'tell.send')}
        </Button>
      </form>
    </details>
  );
}
