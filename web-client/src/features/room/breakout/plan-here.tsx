// Plans a round again with those who are here, so that nearly everyone keeps their room.
import { useState } from 'react';
import { useSubmit } from '../../../api/use-submit';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Round } from '../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { useRoom } from '../room-context';
import { useAsked } from '../use-asked';
import { dealtAnew } from './plan/edit-rooms';
import { planRound } from './plan/plan-round';
import { keptSentence } from './plan/report-words';
import { putRound } from './room-commands';
import { usePeople } from './use-people';

interface PlanHereProps {
  engine: Engine;
  round: Round;
  /** Everyone who is here has a room, and nobody else: there is nothing to plan again. */
  fits: boolean;
}

export function PlanHere({ engine, round, fits }: PlanHereProps) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const { hereOf } = usePeople();
  const [kept, setKept] = useState('');
  const [used, setUsed] = useState(false);
  const [done, setDone] = useState(false);
  const asking = useSubmit();
  const saving = useAsked(engine, () => setDone(true));
  // Whoever has put people into rooms by hand goes on by hand. A button that was pressed stays.
  if (round.spec?.strategy === Strategy.MANUAL || (fits && !used)) return null;

  function handlePlan() {
    setUsed(true);
    setDone(false);
    void asking.run(async () => {
      const { rooms, report } = await planRound(sessionId, {
        spec: round.spec,
        personIds: hereOf.map(({ id }) => id),
        keepRoundId: round.id,
      });
      setKept(report ? keptSentence(report, t) : '');
      saving.ask(putRound({ ...round, rooms: dealtAnew(rooms, round.rooms) }));
    });
  }

  const refused = saving.refused ?? (asking.error?.status === 0 ? undefined : asking.error?.code);
  return (
    <div className="plan-here">
      <Button size="small" busy={asking.busy || saving.busy} onClick={handlePlan}>
        {t('open.again')}
      </Button>
      <p role="status" className="muted">
        {done && [t('plan.saved'), kept].filter(Boolean).join(' ')}
      </p>
      {(refused !== undefined || asking.error) && (
        <p role="alert" className="field-error">
          {t(refused === undefined ? 'offline.body' : errorKey(refused))}
        </p>
      )}
    </div>
  );
}
