// The people of an open room, folded away, with the way to another room for each.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Room, Round } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { MoveControl } from '../move-control';
import { PersonLine } from '../person-line';
import { placePerson } from '../room-commands';
import { usePeople } from '../use-people';
import { useRoomName } from '../use-rooms';
import { SwapControl } from './swap-control';

interface WallPeopleProps {
  engine: Engine;
  round: Round;
  room: Room;
  onSaid: (words: string) => void;
}

export function WallPeople({ engine, round, room, onSaid }: WallPeopleProps) {
  const { t } = useI18n();
  const nameOf = useRoomName();
  // With four hundred rooms, only those that someone opens have their people drawn.
  const [open, setOpen] = useState(false);
  if (room.places.length === 0) return null;
  return (
    <details className="wall-people" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('wall.people')} <span className="visually-hidden">{nameOf(room)}</span>
      </summary>
      {open && <People engine={engine} round={round} room={room} onSaid={onSaid} />}
    </details>
  );
}

function People({ engine, round, room, onSaid }: WallPeopleProps) {
  const { t } = useI18n();
  const { byId, here } = usePeople();
  const move = useWallMove(engine, round, onSaid);
  return (
    <ul>
      {room.places.map(({ personId }) => {
        const person = byId.get(personId);
        const name = person?.name ?? t('people.someone');
        return (
          <PersonLine
            key={personId}
            person={person}
            note={t(here?.has(personId) ? 'people.here' : 'people.away')}
          >
            <MoveControl
              name={name}
              rooms={round.rooms}
              from={room.number}
              none={t('move.plenary')}
              onMove={(to) => move(personId, name, to)}
            />
            <SwapControl
              engine={engine}
              round={round}
              personId={personId}
              room={room.number}
              name={name}
              onSaid={onSaid}
            />
          </PersonLine>
        );
      })}
    </ul>
  );
}

/** Asks for the move, and says so. */
export function useWallMove(engine: Engine, round: Round, onSaid: (words: string) => void) {
  const { t } = useI18n();
  const nameOf = useRoomName();
  return (personId: string, name: string, to: number) => {
    engine.send(placePerson(round.id, personId, to));
    const room = round.rooms.find(({ number }) => number === to);
    onSaid(room ? t('move.asked', { name, room: nameOf(room) }) : t('move.askedPlenary', { name }));
  };
}
