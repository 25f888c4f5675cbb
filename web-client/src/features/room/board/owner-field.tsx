// Who alone works in a column: a role, a room or a person; else everyone does.
import { JOB_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Owner } from '../../../protocol/convene/v1/board_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { JobRole } from '../../../protocol/convene/v1/roster_pb';
import { SelectField } from '../../../ui/field';
import { useRoomState } from '../room-context';

export const NOBODY: Owner = { $typeName: 'convene.v1.Owner', by: { case: undefined } };

interface OwnerFieldProps {
  owner: Owner;
  onChange: (owner: Owner) => void;
}

const NO_PEOPLE: readonly Person[] = [];
const ROLES = Object.keys(JOB_WORDS).map(Number) as JobRole[];

export function OwnerField({ owner, onChange }: OwnerFieldProps) {
  const { t } = useI18n();
  const people = useRoomState(({ view }) => view?.people ?? NO_PEOPLE);
  const roomCount = useRoomState(({ view }) =>
    Math.max(0, ...(view?.rounds ?? []).map(({ rooms }) => rooms.length)),
  );
  const value = owner.by.case === undefined ? '' : `${owner.by.case} ${owner.by.value}`;
  return (
    <SelectField
      label={t('board.owner')}
      free
      value={value}
      onChange={(next) => onChange({ ...NOBODY, by: byOf(next) })}
    >
      <option value="">{t('board.owner.everyone')}</option>
      <optgroup label={t('board.owner.roles')}>
        {ROLES.filter((role) => role !== JobRole.UNSPECIFIED).map((role) => (
          <option key={role} value={`jobRole ${role}`}>
            {t(JOB_WORDS[role])}
          </option>
        ))}
      </optgroup>
      {roomCount > 0 && (
        <optgroup label={t('board.owner.rooms')}>
          {Array.from({ length: roomCount }, (_, at) => at + 1).map((number) => (
            <option key={number} value={`room ${number}`}>
              {t('board.owner.room', { number })}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={t('board.owner.people')}>
        {people.map(({ id, name }) => (
          <option key={id} value={`personId ${id}`}>
            {name}
          </option>
        ))}
      </optgroup>
    </SelectField>
  );
}

function byOf(value: string): Owner['by'] {
  const [kind, rest = ''] = value.split(' ');
  switch (kind) {
    case 'jobRole':
      return { case: 'jobRole', value: Number(rest) as JobRole };
    case 'room':
      return { case: 'room', value: Number(rest) };
    case 'personId':
      return { case: 'personId', value: rest };
    default:
      return { case: undefined };
  }
}
