// One room of a plan: what it is called, who is in it, and where each could go.
import type { DragEvent } from 'react';
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Room } from '../../../../protocol/convene/v1/breakout_pb';
import type { Person } from '../../../../protocol/convene/v1/roster_pb';
import { Button } from '../../../../ui/button';
import { TextField } from '../../../../ui/field';
import { MoveControl } from '../move-control';
import { PersonLine } from '../person-line';
import { useRoomName } from '../use-rooms';
import { nameRoom } from './edit-rooms';

const NAME_CHARS_MAX = 120;

interface PlanRoomCardProps {
  room: Room;
  rooms: readonly Room[];
  byId: ReadonlyMap<string, Person>;
  onMove: (personId: string, to: number) => void;
  onRooms: (rooms: Room[]) => void;
}

export function PlanRoomCard({ room, rooms, byId, onMove, onRooms }: PlanRoomCardProps) {
  const { t } = useI18n();
  const nameOf = useRoomName();
  const name = nameOf(room);
  const [naming, setNaming] = useState(false);
  const { en = '', es = '' } = room.name ?? {};

  // Dragging is an extra: the button of each person does the same.
  function handleDrop(event: DragEvent) {
    const personId = event.dataTransfer.getData('text/plain');
    if (!byId.has(personId)) return;
    event.preventDefault();
    onMove(personId, room.number);
  }

  return (
    <li
      className="plan-room"
      data-room={room.number}
      data-testid="plan-room"
      onDragOver={(event) => event.preventDefault()}
      onDrop={handleDrop}
    >
      <div className="wall-card-head">
        <h4 tabIndex={-1} data-room-name>
          {name}
        </h4>
        <span className="muted numbers">{t('choose.people', { count: room.places.length })}</span>
        <Button
          kind="plain"
          size="small"
          aria-expanded={naming}
          aria-label={t('plan.renameOf', { room: name })}
          onClick={() => setNaming(!naming)}
        >
          {t('plan.rename')}
        </Button>
      </div>
      {naming && (
        <div className="pair">
          <TextField
            label={t('plan.nameEn')}
            free
            lang="en"
            maxLength={NAME_CHARS_MAX}
            value={en}
            onChange={(next) => onRooms(nameRoom(rooms, room.number, next, es))}
          />
          <TextField
            label={t('plan.nameEs')}
            free
            lang="es"
            maxLength={NAME_CHARS_MAX}
            value={es}
            onChange={(next) => onRooms(nameRoom(rooms, room.number, en, next))}
          />
        </div>
      )}
      <ul>
        {room.places.map(({ personId }) => {
          const person = byId.get(personId);
          return (
            <PersonLine key={personId} person={person} draggable>
              <MoveControl
                name={person?.name ?? t('people.someone')}
                rooms={rooms}
                from={room.number}
                none={t('move.none')}
                onMove={(to) => onMove(personId, to)}
              />
            </PersonLine>
          );
        })}
      </ul>
    </li>
  );
}
