// What the rounds of a template need before they are planned and saved, one after the other.
import { useState } from 'react';
import { inBothLanguages } from '../../../../i18n/catalogues';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { Form } from '../../../../ui/form';
import { useFormErrors } from '../../../../ui/use-form-errors';
import { useRoom } from '../../room-context';
import { usePeople } from '../use-people';
import { HostsField } from './hosts-field';
import { NumberField } from './number-field';
import { PLAN_FIELDS, typedOf, withNumbers, withSpec, wrongToPlan } from './plan-values';
import { seriesOf } from './series';
import type { Template } from './templates';
import { roundsOf } from './templates';
import { WhoField } from './who-field';

interface SeriesFormProps {
  engine: Engine;
  template: Template;
  /** The first round of the template: its sizes and hosts are those of all. */
  round: Round;
  onRound: (round: Round) => void;
  onBegun: () => void;
  onLeave: () => void;
}

export function SeriesForm(props: SeriesFormProps) {
  const { engine, template, round, onRound, onBegun, onLeave } = props;
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const { dealt, hereOf } = usePeople();
  const [everyone, setEveryone] = useState(hereOf.length === 0);
  const [typed, setTyped] = useState(() => typedOf(round));
  const { errors, check } = useFormErrors(PLAN_FIELDS, undefined);
  const people = everyone ? dealt : hereOf;
  const hosted = round.spec?.strategy === Strategy.PINNED;
  // Pairs are pairs; other rooms may be larger or smaller.
  const sized = (round.spec?.size ?? 0) > 2;

  async function handleBegin() {
    if (!check(wrongToPlan(round, typed))) return;
    const { size = 0, hostIds = [] } = withNumbers(round, typed).spec ?? {};
    const changes = sized ? { size, hostIds } : { hostIds };
    const rounds = roundsOf(template, await inBothLanguages('breakout'));
    void seriesOf(engine, sessionId).begin({
      rounds: rounds.map((one) => withSpec(one, changes)),
      from: template.rounds.map(({ from }) => from),
      chained: template.chained ?? false,
      personIds: people.map(({ id }) => id),
    });
    onBegun();
  }

  return (
    <Form
      className="plan"
      onSubmit={() => void handleBegin()}
      errors={errors}
      label={t('plan.form')}
    >
      <p>{t(`template.${template.key}.help`)}</p>
      {sized && (
        <NumberField
          label={t('plan.size')}
          required
          value={typed.size}
          error={errors.size}
          onChange={(size) => setTyped({ ...typed, size })}
        />
      )}
      {hosted && (
        <HostsField
          hostIds={round.spec?.hostIds ?? []}
          error={errors.hosts}
          onChange={(hostIds) => onRound(withSpec(round, { hostIds }))}
        />
      )}
      <WhoField
        everyone={everyone}
        here={hereOf.length}
        all={dealt.length}
        onChange={setEveryone}
      />
      <div className="form-actions">
        <Button kind="primary" onClick={() => void handleBegin()}>
          {t('series.begin', { count: template.rounds.length })}
        </Button>
        <Button kind="plain" onClick={onLeave}>
          {t('plan.leave')}
        </Button>
      </div>
      <p className="muted">{t('series.sees')}</p>
    </Form>
  );
}
