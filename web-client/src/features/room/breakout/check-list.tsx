// Several of many: a list of boxes that can be searched. What is chosen stays to be seen.
import { useId, useState } from 'react';
import { folded } from '../../../lib/folded';
import { TextField } from '../../../ui/field';

/** More than these are searched. */
const UNSEARCHED_MAX = 8;

export interface CheckItem {
  id: string;
  words: string;
  note?: string;
}

interface CheckListProps {
  legend: string;
  find: string;
  items: readonly CheckItem[];
  chosen: readonly string[];
  error?: string;
  onChange: (chosen: string[]) => void;
}

export function CheckList({ legend, find, items, chosen, error, onChange }: CheckListProps) {
  const id = useId();
  const [query, setQuery] = useState('');
  const wanted = folded(query.trim());
  const on = new Set(chosen);
  const shown = items.filter((one) => on.has(one.id) || folded(one.words).includes(wanted));
  return (
    <fieldset className="hosts" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="field-label">{legend}</legend>
      {items.length > UNSEARCHED_MAX && (
        <TextField label={find} free type="search" value={query} onChange={setQuery} />
      )}
      <div className="hosts-list">
        {shown.map((item) => (
          <label key={item.id} className="choice">
            <input
              type="checkbox"
              checked={on.has(item.id)}
              aria-invalid={error ? true : undefined}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...chosen, item.id] : chosen.filter((one) => one !== item.id),
                )
              }
            />
            <span>
              {item.words} {item.note && <span className="muted">{item.note}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
