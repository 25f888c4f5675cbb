// Who sees to what in every room.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { ROLE_WORDS, ROLES } from '../work/role-words';
import { withRole } from './edit-steps';

interface RolesFieldProps {
  round: Round;
  onRound: (round: Round) => void;
}

export function RolesField({ round, onRound }: RolesFieldProps) {
  const { t } = useI18n();
  return (
    <fieldset className="choices-column">
      <legend>{t('plan.roles')}</legend>
      <p className="field-hint">{t('plan.roles.hint')}</p>
      <div className="choices-row">
        {ROLES.map((role) => (
          <label key={role} className="choice">
            <input
              type="checkbox"
              checked={round.roles.includes(role)}
              onChange={({ target }) => onRound(withRole(round, role, target.checked))}
            />
            {t(ROLE_WORDS[role].name)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
