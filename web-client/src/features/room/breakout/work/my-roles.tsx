// What I see to in this room, first and with what that means; then who sees to what else.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Room } from '../../../../protocol/convene/v1/breakout_pb';
import { useMyId } from '../../room-context';
import { usePersonName } from '../../use-person-name';
import { holderOf, ROLE_WORDS, ROLES, rolesOf } from './role-words';

export function MyRoles({ room }: { room: Room }) {
  const { t } = useI18n();
  const mine = rolesOf(room, useMyId());
  if (mine.length === 0) return null;
  return (
    <ul className="my-roles" aria-label={t('role.yours')} data-testid="my-roles">
      {mine.map((role) => (
        <li key={role}>
          <strong>{t(ROLE_WORDS[role].mine)}</strong> {t(ROLE_WORDS[role].does)}
        </li>
      ))}
    </ul>
  );
}

export function OtherRoles({ room }: { room: Room }) {
  const { t } = useI18n();
  const meId = useMyId();
  const nameOf = usePersonName();
  const held = ROLES.flatMap((role) => {
    const personId = holderOf(room, role);
    return personId && personId !== meId ? [{ role, name: nameOf(personId) }] : [];
  });
  if (held.length === 0) return null;
  return (
    <p data-testid="other-roles">
      {held.map(({ role, name }) => `${t(ROLE_WORDS[role].name)}: ${name}`).join(' · ')}
    </p>
  );
}
