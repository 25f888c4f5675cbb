// What a room on the wall needs most often: somebody who comes, who looks in, or another room.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Room, Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { useMyId, useRoomTime } from '../../room-context';
import { answerHelp, extendRooms, mergeRooms, reopenRooms } from '../room-commands';
import { secondsLeft } from '../room-time';
import { useRoomName } from '../use-rooms';
import { hasOwnEnd } from './use-room-facts';
import type { Need } from './wall-order';

/** The notice with which rooms close. */
const NOTICE_SECONDS = 60;

interface CardActsProps {
  engine: Engine;
  round: Round;
  room: Room;
  need: Need | undefined;
  onLook: () => void;
  onSaid: (words: string) => void;
}

export function CardActs({ engine, round, room, need, onLook, onSaid }: CardActsProps) {
  const { t } = useI18n();
  const meId = useMyId();
  const name = useRoomName()(room);
  const { number } = room;
  const own = hasOwnEnd(round, room);
  const soon = useRoomTime(
    (nowMs) => secondsLeft(Number(room.endsAtMs), nowMs) <= NOTICE_SECONDS,
    own,
  );
  const answer = (done: boolean) => engine.send(answerHelp(round.id, number, done));
  const alone = room.places.length === 1 && round.rooms.filter(({ closed }) => !closed).length > 1;
  if (room.closed) {
    return (
      <div className="wall-acts">
        <Button
          size="small"
          aria-label={t('acts.reopenOf', { room: name })}
          onClick={() => engine.send(reopenRooms(round.id, [number]))}
        >
          {t('acts.reopen')}
        </Button>
      </div>
    );
  }
  return (
    <div className="wall-acts">
      {need === 'help' && (
        <Button
          kind="primary"
          size="small"
          aria-label={t('wall.claimOf', { room: name })}
          onClick={() => answer(false)}
        >
          {t('wall.claim')}
        </Button>
      )}
      {need === 'taken' && (
        <Button
          size="small"
          aria-label={t('wall.doneOf', { room: name })}
          onClick={() => answer(true)}
        >
          {t('wall.done')}
        </Button>
      )}
      {own && soon && (
        <Button
          kind="primary"
          size="small"
          aria-label={t('acts.keepOpenOf', { room: name })}
          onClick={() => engine.send(extendRooms(round.id, 0, [number]))}
        >
          {t('acts.keepOpen')}
        </Button>
      )}
      {!room.barredIds.includes(meId) && (
        <Button
          size="small"
          data-look={number}
          aria-label={t('wall.lookOf', { room: name })}
          onClick={onLook}
        >
          {t('wall.look')}
        </Button>
      )}
      {alone && (
        <Button
          size="small"
          aria-label={t('merge.nowOf', { room: name })}
          onClick={() => {
            engine.send(mergeRooms(round.id, number));
            onSaid(t('merge.asked', { room: name }));
          }}
        >
          {t('merge.now')}
        </Button>
      )}
    </div>
  );
}
