// Reacts to what is happening: six buttons behind one, and what one has pressed oneself.
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Reaction } from '../../../protocol/convene/v1/chat_pb';
import type { Engine } from '../../../session/engine';
import { isOpen } from '../../../session/outbox';
import { Button } from '../../../ui/button';
import { REACTIONS } from '../chat/reactions';
import { useRoomState } from '../room-context';
import { pressReaction } from './hand-commands';
import { PressGate } from './press-gate';

/** After that what was pressed is no news to oneself either. */
const OWN_MS = 2500;

interface Own {
  reaction: Reaction;
  count: number;
}

export function ReactControl({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const bodyId = useId();
  const [open, setOpen] = useState(false);
  const [own, setOwn] = useState<Own>();
  const gate = useRef(new PressGate());
  const pending = useRoomState((state) => state.pending);
  const ownKind = REACTIONS.find(({ reaction }) => reaction === own?.reaction);

  // One that was not counted is no loss that anyone has to hear of.
  useEffect(() => {
    for (const item of pending) {
      if (item.body.case === 'pressReaction' && !isOpen(item)) engine.discard(item.key);
    }
  }, [pending, engine]);

  useEffect(() => {
    if (!own) return;
    const timer = setTimeout(() => setOwn(undefined), OWN_MS);
    return () => clearTimeout(timer);
  }, [own]);

  function handlePress(reaction: Reaction) {
    setOwn((before) => ({
      reaction,
      count: before?.reaction === reaction ? before.count + 1 : 1,
    }));
    if (gate.current.passes(Date.now())) engine.send(pressReaction(reaction));
  }

  return (
    <div className="react">
      <Button
        size="small"
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => setOpen(!open)}
      >
        {t('pulse.react')}
      </Button>
      <fieldset
        id={bodyId}
        className="react-all"
        hidden={!open}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setOpen(false);
          event.currentTarget.parentElement?.querySelector('button')?.focus();
        }}
      >
        <legend className="visually-hidden">{t('pulse.sees')}</legend>
        {REACTIONS.map(({ reaction, sign, words }) => (
          <button
            key={reaction}
            type="button"
            className="icon-button react-one"
            aria-label={t(words)}
            title={t(words)}
            onClick={() => handlePress(reaction)}
          >
            <span aria-hidden="true">{sign}</span>
          </button>
        ))}
      </fieldset>
      {own && ownKind && (
        <span className="burst-chip burst-own numbers" data-testid="own-reaction">
          <span aria-hidden="true">
            {t('pulse.own')} {ownKind.sign} {own.count}
          </span>
        </span>
      )}
    </div>
  );
}
