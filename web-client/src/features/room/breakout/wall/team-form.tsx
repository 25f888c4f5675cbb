// A line to all facilitators who take care of a room: in their conversation, with their names.
import { useState } from 'react';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { FACILITATORS, lineFor } from '../../../../session/conversations';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { AreaField } from '../../../../ui/field';
import { useMyId } from '../../room-context';
import { useAsked } from '../../use-asked';
import { usePersonName } from '../../use-person-name';

/** With twenty names before it, it is still a line. */
const CHARS_MAX = 800;
/** As many as a line can mention. */
const MENTIONS_MAX = 20;

export function TeamForm({ engine, round }: { engine: Engine; round: Round }) {
  const { t } = useI18n();
  const meId = useMyId();
  const nameOf = usePersonName();
  const [text, setText] = useState('');
  const [state, setState] = useState<'idle' | 'empty' | 'told'>('idle');
  const asked = useAsked(engine, () => {
    setText('');
    setState('told');
  });
  const assigned = new Set(round.rooms.map(({ facilitatorId }) => facilitatorId));
  const ids = [...assigned].filter((id) => id !== '' && id !== meId).slice(0, MENTIONS_MAX);
  if (ids.length === 0) return null;

  function handleSubmit() {
    if (asked.busy) return;
    const words = text.trim();
    setState(words === '' ? 'empty' : 'idle');
    if (words === '') return;
    const names = ids.map((id) => `@${nameOf(id)}`).join(' ');
    asked.ask(lineFor(FACILITATORS, `${names} ${words}`, { mentionIds: ids }));
  }

  return (
    <details className="wall-fold">
      <summary>{t('team.title')}</summary>
      <form
        className="wall-form"
        onSubmit={(event) => {
          event.preventDefault();
          handleSubmit();
        }}
      >
        <AreaField
          label={t('team.text')}
          hint={t('team.sees', { names: ids.map(nameOf).join(', ') })}
          free
          rows={2}
          maxLength={CHARS_MAX}
          value={text}
          error={state === 'empty' ? t('required') : undefined}
          onChange={setText}
        />
        {asked.refused !== undefined && (
          <p className="field-error" role="alert">
            {t(errorKey(asked.refused))}
          </p>
        )}
        <p role="status" className="muted">
          {state === 'told' && t('team.done')}
        </p>
        <Button kind="primary" size="small" type="submit" busy={asked.busy}>
          {t('team.send')}
        </Button>
      </form>
    </details>
  );
}
