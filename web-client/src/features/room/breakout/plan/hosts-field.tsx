// Who stays in a room and receives the others: a list that can be searched.
import { useId, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { folded } from '../../../../lib/folded';
import { TextField } from '../../../../ui/field';
import { whoWords } from '../room-words';
import { usePeople } from '../use-people';

interface HostsFieldProps {
  hostIds: readonly string[];
  error: string | undefined;
  onChange: (hostIds: string[]) => void;
}

export function HostsField({ hostIds, error, onChange }: HostsFieldProps) {
  const { t } = useI18n();
  const id = useId();
  const { dealt } = usePeople();
  const [query, setQuery] = useState('');
  const wanted = folded(query.trim());
  const chosen = new Set(hostIds);
  // Whoever is chosen stays to be seen, whatever is searched.
  const shown = dealt.filter((one) => chosen.has(one.id) || folded(one.name).includes(wanted));
  return (
    <fieldset className="hosts" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="field-label">{t('plan.hosts', { count: hostIds.length })}</legend>
      <TextField
        label={t('plan.hosts.find')}
        free
        type="search"
        value={query}
        onChange={setQuery}
      />
      <div className="hosts-list">
        {shown.map((person) => (
          <label key={person.id} className="choice">
            <input
              type="checkbox"
              checked={chosen.has(person.id)}
              aria-invalid={error ? true : undefined}
              onChange={() =>
                onChange(
                  chosen.has(person.id)
                    ? hostIds.filter((one) => one !== person.id)
                    : [...hostIds, person.id],
                )
              }
            />
            <span>
              {person.name} <span className="muted">{whoWords(person, t)}</span>
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
