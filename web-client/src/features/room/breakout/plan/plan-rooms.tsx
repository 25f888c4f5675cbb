// The rooms of a plan with their people: who has none comes first, and everything can be changed.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import { folded } from '../../../../lib/folded';
import type { Round, RoundPlan } from '../../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import type { Person } from '../../../../protocol/convene/v1/roster_pb';
import { Button } from '../../../../ui/button';
import { TextField } from '../../../../ui/field';
import { useDrawn } from '../../use-drawn';
import { LinksForm } from '../links-form';
import { usePeople } from '../use-people';
import { useRoomName } from '../use-rooms';
import { addRoom, linkRooms, movePerson } from './edit-rooms';
import { PlanRoomCard } from './plan-room-card';
import { UnplacedPeople } from './unplaced-people';

interface PlanRoomsProps {
  round: Round;
  plan: RoundPlan | undefined;
  /** For whom the round is. */
  people: readonly Person[];
  onChange: (round: Round) => void;
}

export function PlanRooms({ round, plan, people, onChange }: PlanRoomsProps) {
  const { t } = useI18n();
  const nameOf = useRoomName();
  const { byId } = usePeople();
  const [query, setQuery] = useState('');
  const [said, setSaid] = useState('');
  const { rooms } = round;
  const wanted = folded(query.trim());
  const found = rooms.filter((room) => {
    if (wanted === '' || String(room.number) === wanted) return true;
    const names = room.places.map(({ personId }) => byId.get(personId)?.name ?? '');
    return folded([nameOf(room), ...names].join('\n')).includes(wanted);
  });
  const drawn = useDrawn(found.length);

  function handleMove(personId: string, to: number) {
    const name = byId.get(personId)?.name ?? t('people.someone');
    const room = rooms.find(({ number }) => number === to);
    onChange({ ...round, rooms: movePerson(rooms, personId, to) });
    setSaid(room ? t('move.done', { name, room: nameOf(room) }) : t('move.doneNone', { name }));
  }

  return (
    <section className="plan-rooms" aria-labelledby="plan-rooms">
      <h3 id="plan-rooms">{t('plan.rooms', { count: rooms.length })}</h3>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {round.spec?.strategy !== Strategy.SELF_SELECT && (
        <UnplacedPeople rooms={rooms} plan={plan} people={people} onMove={handleMove} />
      )}
      {rooms.length > 6 && (
        <TextField label={t('wall.find')} free type="search" value={query} onChange={setQuery} />
      )}
      <ul className="plan-grid" aria-label={t('wall.rooms')}>
        {found.slice(0, drawn).map((room) => (
          <PlanRoomCard
            key={room.number}
            room={room}
            rooms={rooms}
            byId={byId}
            onMove={handleMove}
            onRooms={(next) => onChange({ ...round, rooms: next })}
          />
        ))}
      </ul>
      <Button size="small" onClick={() => onChange({ ...round, rooms: addRoom(rooms) })}>
        {t('plan.addRoom')}
      </Button>
      <LinksForm
        key={rooms.length}
        rooms={rooms}
        onSave={(links) => onChange({ ...round, rooms: linkRooms(rooms, links) })}
      />
    </section>
  );
}
