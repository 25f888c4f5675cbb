// What few rounds need, folded away: its step of the agenda, roles, steps, and what comes next.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { AgendaOutline } from '../../../../protocol/convene/v1/agenda_pb';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { RoundState } from '../../../../protocol/convene/v1/breakout_pb';
import { SelectField } from '../../../../ui/field';
import type { FormErrors } from '../../../../ui/form';
import { useRoomState } from '../../room-context';
import { eitherOf } from '../room-words';
import { moreWords } from './more-words';
import { NumberField } from './number-field';
import type { Typed } from './plan-values';
import { RolesField } from './roles-field';
import { StepsField } from './steps-field';

const NO_ROUNDS: readonly Round[] = [];
const NO_AGENDA: readonly AgendaOutline[] = [];

interface PlanMoreProps {
  round: Round;
  typed: Typed;
  errors: FormErrors;
  /** How many earlier sessions are looked at; the field itself comes as a child. */
  earlier: number;
  onRound: (round: Round) => void;
  onTyped: (changes: Partial<Typed>) => void;
  children?: ReactNode;
}

export function PlanMore(props: PlanMoreProps) {
  const { round, typed, errors, earlier, onRound, onTyped, children } = props;
  const { t, language } = useI18n();
  const [open, setOpen] = useState(false);
  const rounds = useRoomState(({ view }) => view?.rounds ?? NO_ROUNDS);
  const agenda = useRoomState(({ view }) => view?.outline?.items ?? NO_AGENDA);
  const words = moreWords(round, { rounds, agenda, earlier, language }, t);
  const wrong = Object.keys(errors).some((field) => /^(rotation|steps\.)/.test(field));
  const shown = open || wrong;
  const following = rounds.filter(
    ({ id, state }) => id !== round.id && state === RoundState.PLANNED,
  );
  return (
    <details
      className="wall-fold plan-more"
      // A field that is wrong must be there to be led to.
      open={shown}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {t('plan.more')} <span className="muted">{words || t('plan.more.none')}</span>
      </summary>
      {shown && (
        <div className="wall-form">
          {agenda.length > 0 && (
            <SelectField
              label={t('plan.item')}
              hint={t('plan.item.hint')}
              free
              value={round.itemId}
              onChange={(itemId) => onRound({ ...round, itemId })}
            >
              <option value="">{t('plan.item.none')}</option>
              {agenda.map((item, index) => (
                <option key={item.id} value={item.id}>
                  {index + 1}. {eitherOf(item.title, language).words}
                </option>
              ))}
            </SelectField>
          )}
          <label className="choice">
            <input
              type="checkbox"
              checked={round.candid}
              onChange={({ target }) => onRound({ ...round, candid: target.checked })}
            />
            <span>
              {t('plan.candid')} <span className="muted">{t('plan.candid.help')}</span>
            </span>
          </label>
          <RolesField round={round} onRound={onRound} />
          <StepsField round={round} errors={errors} onRound={onRound} />
          <div className="field-short">
            <NumberField
              label={t('plan.rotation')}
              hint={t('plan.rotation.hint')}
              value={typed.rotation}
              error={errors.rotation}
              onChange={(rotation) => onTyped({ rotation })}
            />
          </div>
          <SelectField
            label={t('plan.next')}
            hint={t('plan.next.hint')}
            free
            value={round.nextRoundId}
            onChange={(nextRoundId) => onRound({ ...round, nextRoundId })}
          >
            <option value="">{t('plan.next.none')}</option>
            {following.map((one) => (
              <option key={one.id} value={one.id}>
                {eitherOf(one.title, language).words}
              </option>
            ))}
          </SelectField>
          {children}
        </div>
      )}
    </details>
  );
}
