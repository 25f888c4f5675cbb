// Asks once before everyone goes to their rooms, with what will happen.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Round } from '../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../session/engine';
import { AskDialog } from '../../../ui/dialog';
import { PlanHere } from './plan-here';
import { openRooms } from './room-commands';
import { eitherOf } from './room-words';
import { usePeople } from './use-people';

interface OpenDialogProps {
  engine: Engine;
  round: Round;
  onClose: () => void;
}

export function OpenDialog({ engine, round, onClose }: OpenDialogProps) {
  const { t, language } = useI18n();
  const { hereOf, here } = usePeople();
  const placed = round.rooms.flatMap(({ places }) => places.map(({ personId }) => personId));
  const inRooms = new Set(placed);
  const absent = placed.filter((id) => !here?.has(id)).length;
  const without = hereOf.filter(({ id }) => !inRooms.has(id)).length;
  const chooses = round.spec?.strategy === Strategy.SELF_SELECT;
  const filled = round.rooms.filter(({ places }) => places.length > 0).length;
  return (
    <AskDialog
      title={t('open.title', { title: eitherOf(round.title, language).words })}
      confirm={t('open.confirm')}
      onConfirm={() => engine.send(openRooms(round.id))}
      onClose={onClose}
    >
      <p>
        {chooses
          ? t('open.choose', { rooms: round.rooms.length })
          : t('open.go', { people: placed.length, rooms: filled })}
      </p>
      {absent > 0 && <p>{t('open.absent', { count: absent })}</p>}
      {!chooses && without > 0 && <p>{t('open.without', { count: without })}</p>}
      {!chooses && <PlanHere engine={engine} round={round} fits={absent + without === 0} />}
      <p className="muted">
        {round.minutes > 0 ? t('open.minutes', { minutes: round.minutes }) : t('open.noEnd')}
      </p>
    </AskDialog>
  );
}
