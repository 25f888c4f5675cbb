// Moves one person to another room: a button that becomes a choice in its place.
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import type { Numbered } from './room-words';
import { useRoomName } from './use-rooms';

export interface Movable extends Numbered {
  places: readonly unknown[];
}

interface MoveControlProps {
  name: string;
  rooms: readonly Movable[];
  /** Where they are; 0 is no room. */
  from: number;
  /** What being in no room is called. */
  none: string;
  onMove: (to: number) => void;
}

export function MoveControl({ name, rooms, from, none, onMove }: MoveControlProps) {
  const { t } = useI18n();
  const id = useId();
  const nameOf = useRoomName();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const select = useRef<HTMLSelectElement>(null);
  const again = useRef(false);

  useEffect(() => {
    if (open) select.current?.focus();
    else if (again.current) button.current?.focus();
    again.current = open;
  }, [open]);

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    setOpen(false);
  }

  function handleMove() {
    if (to === '') return;
    // The row goes with the person: the focus stays with the room that they leave.
    const frame = select.current?.closest('[data-room]');
    setOpen(false);
    again.current = false;
    frame?.querySelector<HTMLElement>('[data-room-name]')?.focus();
    onMove(Number(to));
  }

  if (!open) {
    return (
      <button
        ref={button}
        type="button"
        className="button button-plain button-small"
        aria-label={t('move.of', { name })}
        onClick={() => {
          setTo('');
          setOpen(true);
        }}
      >
        {t('move.button')}
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves what is inside.
    <span className="move" onKeyDown={handleKeyDown}>
      <label className="visually-hidden" htmlFor={id}>
        {t('move.label', { name })}
      </label>
      <select
        ref={select}
        id={id}
        className="input move-select"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      >
        <option value="">{t('move.choose')}</option>
        {from !== 0 && <option value="0">{none}</option>}
        {rooms
          .filter(({ number }) => number !== from)
          .map((room) => (
            <option key={room.number} value={room.number}>
              {t('move.to', { room: nameOf(room), count: room.places.length })}
            </option>
          ))}
      </select>
      <Button size="small" aria-disabled={to === '' || undefined} onClick={handleMove}>
        {t('move.go')}
      </Button>
      <Button kind="plain" size="small" onClick={() => setOpen(false)}>
        {t('cancel')}
      </Button>
    </span>
  );
}
