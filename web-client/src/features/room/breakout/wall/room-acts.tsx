// What can be done for one open room, folded away: time, steps, a message, its end.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Room, Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { useMyId } from '../../room-context';
import { assignRooms, extendRooms, stepRooms } from '../room-commands';
import { eitherOf } from '../room-words';
import { useRoomName } from '../use-rooms';
import { CloseDialog } from './close-dialog';
import { MergeControl } from './merge-control';
import { TellForm } from './tell-form';
import { hasOwnEnd } from './use-room-facts';

const MINUTES = [-5, 5] as const;

export interface RoomActsProps {
  engine: Engine;
  round: Round;
  room: Room;
  onSaid: (words: string) => void;
}

export function RoomActs(props: RoomActsProps) {
  const { t } = useI18n();
  const name = useRoomName()(props.room);
  // With four hundred rooms, only what someone opens is drawn.
  const [open, setOpen] = useState(false);
  return (
    <details className="wall-people" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('plan.more')} <span className="visually-hidden">{name}</span>
      </summary>
      {open && <Acts {...props} />}
    </details>
  );
}

function Acts({ engine, round, room, onSaid }: RoomActsProps) {
  const { t, language } = useI18n();
  const meId = useMyId();
  const name = useRoomName()(room);
  const [closing, setClosing] = useState(false);
  const mine = room.facilitatorId === meId;
  const rooms = [room.number];
  const next = room.step > 0 ? round.steps[room.step] : undefined;

  function handleTime(minutes: number) {
    engine.send(extendRooms(round.id, minutes, rooms));
    onSaid(t(minutes < 0 ? 'acts.shortened' : 'acts.extended', { room: name, minutes: 5 }));
  }

  return (
    <>
      <div className="wall-acts">
        <fieldset className="bar-time">
          <legend className="visually-hidden">{t('acts.time', { room: name })}</legend>
          {MINUTES.map((minutes) => (
            <Button key={minutes} size="small" onClick={() => handleTime(minutes)}>
              {t('bar.minutes', { minutes: minutes < 0 ? `−${-minutes}` : `+${minutes}` })}
            </Button>
          ))}
        </fieldset>
        {hasOwnEnd(round, room) && (
          <Button size="small" onClick={() => engine.send(extendRooms(round.id, 0, rooms))}>
            {t('acts.withOthers')}
          </Button>
        )}
        <Button
          size="small"
          aria-label={t(mine ? 'acts.notMineOf' : 'acts.mineOf', { room: name })}
          onClick={() => engine.send(assignRooms(round.id, mine ? '' : meId, rooms))}
        >
          {t(mine ? 'acts.notMine' : 'acts.mine')}
        </Button>
        {next && (
          <Button
            size="small"
            onClick={() => engine.send(stepRooms(round.id, room.step + 1, rooms))}
          >
            {t('acts.step', { title: eitherOf(next.title, language).words })}
          </Button>
        )}
        <MergeControl engine={engine} round={round} room={room} onSaid={onSaid} />
        <Button
          kind="danger"
          size="small"
          aria-label={t('acts.closeOf', { room: name })}
          onClick={() => setClosing(true)}
        >
          {t('acts.close')}
        </Button>
      </div>
      <TellForm
        engine={engine}
        roundId={round.id}
        rooms={rooms}
        title={t('tell.room', { room: name })}
      />
      {closing && (
        <CloseDialog
          engine={engine}
          roundId={round.id}
          title={t('acts.close.title', { room: name })}
          rooms={rooms}
          already={false}
          onClose={() => setClosing(false)}
        />
      )}
    </>
  );
}
