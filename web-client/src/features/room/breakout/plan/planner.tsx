// Plans a round: how people are dealt, how good that is, and changes by hand before it is saved.
import { useState } from 'react';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { Form } from '../../../../ui/form';
import { FailedNotice } from '../../../../ui/loaded';
import { Notice } from '../../../../ui/notice';
import { useFormErrors } from '../../../../ui/use-form-errors';
import { useAsked } from '../../use-asked';
import { putRound } from '../room-commands';
import { ComparePlans } from './compare-plans';
import { EarlierSessions } from './earlier-sessions';
import { PlanDecisions } from './plan-decisions';
import type { PlanDraft } from './plan-draft';
import { PlanFields } from './plan-fields';
import { PlanMore } from './plan-more';
import { PlanReportPart } from './plan-report';
import { PlanRooms } from './plan-rooms';
import type { Typed } from './plan-values';
import { PLAN_FIELDS, typedOf, withNumbers, wrongToPlan, wrongToSave } from './plan-values';
import { isDealt, usePlanning } from './use-planning';
import { WhoField } from './who-field';

const NUMBERS = ['size', 'min', 'max', 'minutes', 'rotation'] as const;

interface PlannerProps {
  engine: Engine;
  draft: PlanDraft;
  onChange: (draft: PlanDraft) => void;
  onSaved: () => void;
  /** What was begun stays in this browser. */
  onLeave: () => void;
}

export function Planner({ engine, draft, onChange, onSaved, onLeave }: PlannerProps) {
  const { t } = useI18n();
  const { round, plan, sessions = [] } = draft;
  const [typed, setTyped] = useState(() => typedOf(round));
  const { errors, check } = useFormErrors(PLAN_FIELDS, undefined);
  const planning = usePlanning(draft, onChange);
  const { asking, people, keep } = planning;
  const saving = useAsked(engine, onSaved);
  const strategy = round.spec?.strategy ?? Strategy.MIXED;
  const planned = round.rooms.length > 0;
  const set = (next: Round) => onChange({ ...draft, round: next });

  function handlePlan() {
    if (check(wrongToPlan(round, typed))) planning.plan(withNumbers(round, typed));
  }

  function handleSave() {
    if (!check({ ...wrongToPlan(round, typed), ...wrongToSave(round, typed) })) return;
    saving.ask(putRound(withNumbers(round, typed)));
  }

  /** Valid numbers are part of the draft at once, so that a reload keeps them. */
  function handleTyped(changes: Partial<Typed>) {
    const next = { ...typed, ...changes };
    setTyped(next);
    const wrong = { ...wrongToPlan(round, next), ...wrongToSave(round, next) };
    if (!NUMBERS.some((name) => wrong[name])) set(withNumbers(round, next));
  }

  return (
    <>
      {/* Once there are rooms, Enter in a field must not deal everyone anew. */}
      <Form
        className="plan"
        onSubmit={() => !planned && handlePlan()}
        errors={errors}
        label={t('plan.form')}
      >
        <PlanFields
          round={round}
          typed={typed}
          errors={errors}
          onRound={set}
          onTyped={handleTyped}
        />
        <PlanMore
          round={round}
          typed={typed}
          errors={errors}
          earlier={sessions.length}
          onRound={set}
          onTyped={handleTyped}
        >
          <EarlierSessions
            chosen={sessions}
            onChange={(chosen) => onChange({ ...draft, sessions: chosen })}
          />
        </PlanMore>
        <WhoField
          everyone={planning.everyone}
          here={planning.hereOf.length}
          all={planning.dealt.length}
          onChange={planning.setEveryone}
        />
        {planned && isDealt(strategy) && (
          <label className="choice">
            <input type="checkbox" checked={keep} onChange={() => planning.setKeep(!keep)} />
            {t('plan.keep')}
          </label>
        )}
        <div className="form-actions">
          <Button kind={planned ? 'quiet' : 'primary'} busy={asking.busy} onClick={handlePlan}>
            {t(planned ? 'plan.again' : 'plan.plan.go')}
          </Button>
          <Button kind="plain" onClick={onLeave}>
            {t('plan.leave')}
          </Button>
        </div>
        <p role="status" className="muted">
          {asking.busy && t('plan.working')}
          {!asking.busy && plan && !planned && t('rounds.noRooms')}
        </p>
      </Form>
      {asking.error && <FailedNotice error={asking.error} onRetry={handlePlan} />}
      {plan && planned && (
        <>
          <PlanReportPart plan={plan} />
          <PlanDecisions decisions={plan.decisions} rooms={round.rooms} />
        </>
      )}
      {planned && <ComparePlans draft={draft} onChange={onChange} />}
      {planned && <PlanRooms round={round} plan={plan} people={people} onChange={set} />}
      {planned && (
        <div className="plan-save">
          {saving.refused !== undefined && (
            <Notice tone="danger">{t(errorKey(saving.refused))}</Notice>
          )}
          <p className="muted">{t('plan.save.sees')}</p>
          <Button kind="primary" busy={saving.busy} onClick={handleSave}>
            {t('plan.save')}
          </Button>
        </div>
      )}
    </>
  );
}
