// Passes what people see to on to someone else in the room, or to nobody.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Engine } from '../../../../session/engine';
import type { MyPlace } from '../../../../session/rounds';
import { Button } from '../../../../ui/button';
import { SelectField } from '../../../../ui/field';
import { usePersonName } from '../../use-person-name';
import { giveRole } from '../room-commands';
import type { Role } from './role-words';
import { holderOf, ROLE_WORDS, ROLES } from './role-words';

interface RolesFormProps {
  engine: Engine;
  place: MyPlace;
}

export function RolesForm({ engine, place: { roundId, room } }: RolesFormProps) {
  const { t } = useI18n();
  const nameOf = usePersonName();
  // Only what was chosen here: what others give meanwhile is shown as it is.
  const [chosen, setChosen] = useState<ReadonlyMap<Role, string>>(new Map());
  const [said, setSaid] = useState('');
  const changed = ROLES.filter((role) => {
    const personId = chosen.get(role);
    return personId !== undefined && personId !== (holderOf(room, role) ?? '');
  });

  function handleSave() {
    for (const role of changed) {
      engine.send(giveRole(roundId, room.number, role, chosen.get(role) ?? ''));
    }
    setChosen(new Map());
    setSaid(t('role.given'));
  }

  return (
    <form
      className="roles-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length > 0) handleSave();
      }}
    >
      <div className="roles-fields">
        {ROLES.map((role) => (
          <SelectField
            key={role}
            label={t(ROLE_WORDS[role].name)}
            hint={t(ROLE_WORDS[role].does)}
            free
            value={chosen.get(role) ?? holderOf(room, role) ?? ''}
            onChange={(personId) => {
              setSaid('');
              setChosen(new Map(chosen).set(role, personId));
            }}
          >
            <option value="">{t('role.nobody')}</option>
            {room.places.map(({ personId }) => (
              <option key={personId} value={personId}>
                {nameOf(personId)}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
      <div className="form-actions">
        <Button size="small" type="submit" aria-disabled={changed.length === 0 || undefined}>
          {t('role.give')}
        </Button>
        <p role="status">{said}</p>
      </div>
    </form>
  );
}
