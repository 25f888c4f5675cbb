// Those who have no room, and why: somebody has to decide about each.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Room, RoundPlan } from '../../../../protocol/convene/v1/breakout_pb';
import { UnplacedWhy } from '../../../../protocol/convene/v1/breakout_pb';
import type { Person } from '../../../../protocol/convene/v1/roster_pb';
import { useDrawn } from '../../use-drawn';
import { MoveControl } from '../move-control';
import { PersonLine } from '../person-line';
import { UNPLACED_WORDS } from './report-words';

interface UnplacedPeopleProps {
  rooms: readonly Room[];
  plan: RoundPlan | undefined;
  people: readonly Person[];
  onMove: (personId: string, to: number) => void;
}

export function UnplacedPeople({ rooms, plan, people, onMove }: UnplacedPeopleProps) {
  const { t } = useI18n();
  const placed = new Set(rooms.flatMap(({ places }) => places.map(({ personId }) => personId)));
  const why = new Map(plan?.unplaced.map((one) => [one.personId, one.why]));
  const without = people.filter(({ id }) => !placed.has(id));
  const drawn = useDrawn(without.length);
  if (without.length === 0) return null;
  return (
    <div className="unplaced">
      <h4>{t('unplaced.title', { count: without.length })}</h4>
      <ul aria-label={t('unplaced.list')}>
        {without.slice(0, drawn).map((person) => (
          <PersonLine
            key={person.id}
            person={person}
            note={t(UNPLACED_WORDS[why.get(person.id) ?? UnplacedWhy.UNSPECIFIED])}
            draggable
          >
            <MoveControl
              name={person.name}
              rooms={rooms}
              from={0}
              none={t('move.none')}
              onMove={(to) => onMove(person.id, to)}
            />
          </PersonLine>
        ))}
      </ul>
    </div>
  );
}
