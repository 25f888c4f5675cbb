// Plans a round: how people are dealt, how good that is, and changes by hand before it is saved.
import { useState } from 'react';
import { useSubmit } from '../../../../api/use-submit';
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
import { useRoom } from '../../room-context';
import { useAsked } from '../../use-asked';
import { putRound } from '../room-commands';
import { usePeople } from '../use-people';
import { dealtAnew, emptyRooms } from './edit-rooms';
import type { PlanDraft } from './plan-draft';
import { PlanFields } from './plan-fields';
import { PlanReportPart } from './plan-report';
import { PlanRooms } from './plan-rooms';
import { planRound } from './plan-round';
import type { Typed } from './plan-values';
import { PLAN_FIELDS, typedOf, withNumbers, wrongToPlan, wrongToSave } from './plan-values';
import { WhoField } from './who-field';

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
  const { sessionId } = useRoom();
  const { dealt, hereOf } = usePeople();
  const { round, plan } = draft;
  const [typed, setTyped] = useState(() => typedOf(round));
  const [everyone, setEveryone] = useState(hereOf.length === 0);
  const [keep, setKeep] = useState(false);
  const [seed, setSeed] = useState(1);
  const { errors, check } = useFormErrors(PLAN_FIELDS, undefined);
  const asking = useSubmit();
  const saving = useAsked(engine, onSaved);
  const people = everyone ? dealt : hereOf;
  const strategy = round.spec?.strategy ?? Strategy.MIXED;
  const planned = round.rooms.length > 0;
  const set = (next: Round) => onChange({ ...draft, round: next });

  function handlePlan() {
    if (!check(wrongToPlan(round, typed))) return;
    const sized = withNumbers(round, typed);
    if (strategy === Strategy.MANUAL) {
      const rooms = emptyRooms(people.length, Number(typed.size));
      return onChange({
        round: { ...sized, rooms: dealtAnew(rooms, round.rooms) },
        plan: undefined,
      });
    }
    void asking.run(async () => {
      const next = await planRound(sessionId, {
        spec: sized.spec,
        seed,
        personIds: people.map(({ id }) => id),
        keepRoundId: keep ? round.id : '',
      });
      setSeed((before) => before + 1);
      const rooms = dealtAnew(next.rooms, round.rooms);
      onChange({ round: { ...sized, rooms }, plan: next });
    });
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
    if (!wrong.size && !wrong.minutes) set(withNumbers(round, next));
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
        <WhoField
          everyone={everyone}
          here={hereOf.length}
          all={dealt.length}
          onChange={setEveryone}
        />
        {planned && round.id !== '' && strategy !== Strategy.MANUAL && (
          <label className="choice">
            <input type="checkbox" checked={keep} onChange={() => setKeep(!keep)} />
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
        </p>
      </Form>
      {asking.error && <FailedNotice error={asking.error} onRetry={handlePlan} />}
      {plan && planned && <PlanReportPart plan={plan} />}
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
