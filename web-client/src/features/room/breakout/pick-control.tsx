// Chooses one of several: a button that becomes a choice in its place, and is a button again.
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { classNames } from '../../../lib/class-names';
import { Button } from '../../../ui/button';

export interface Pick {
  value: string;
  words: string;
}

interface PickControlProps {
  button: string;
  /** What the button does, said of whom: "Move Ana Ruiz". */
  of: string;
  label: string;
  /** What stands in the choice at first. */
  choose: string;
  go: string;
  /** Asked for when it is opened: there may be two thousand. */
  options: () => readonly Pick[];
  /** What was chosen leaves this place: the focus goes to the head of the room around it. */
  leaves?: boolean;
  /** Among buttons with a frame it has one, too. */
  framed?: boolean;
  onPick: (value: string) => void;
}

export function PickControl(props: PickControlProps) {
  const { button, of, label, choose, go, options, leaves, framed, onPick } = props;
  const { t } = useI18n();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const select = useRef<HTMLSelectElement>(null);
  const again = useRef(false);

  useEffect(() => {
    if (open) select.current?.focus();
    else if (again.current) opener.current?.focus();
    again.current = open;
  }, [open]);

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    setOpen(false);
  }

  function handlePick() {
    if (to === '') return;
    const frame = leaves && select.current?.closest('[data-room]');
    setOpen(false);
    if (frame) {
      again.current = false;
      frame.querySelector<HTMLElement>('[data-room-name]')?.focus();
    }
    onPick(to);
  }

  if (!open) {
    return (
      <button
        ref={opener}
        type="button"
        className={classNames('button', framed ? 'button-quiet' : 'button-plain', 'button-small')}
        aria-label={of}
        onClick={() => {
          setTo('');
          setOpen(true);
        }}
      >
        {button}
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves what is inside.
    <span className="move" onKeyDown={handleKeyDown}>
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <select
        ref={select}
        id={id}
        className="input move-select"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      >
        <option value="">{choose}</option>
        {options().map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <Button size="small" aria-disabled={to === '' || undefined} onClick={handlePick}>
        {go}
      </Button>
      <Button kind="plain" size="small" onClick={() => setOpen(false)}>
        {t('cancel')}
      </Button>
    </span>
  );
}
