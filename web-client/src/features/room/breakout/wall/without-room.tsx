// Who is here while rooms are open, and in none of them.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../../session/engine';
import { MoveControl } from '../move-control';
import { PersonLine } from '../person-line';
import { usePeople } from '../use-people';
import { useWallMove } from './wall-people';

interface WithoutRoomProps {
  engine: Engine;
  round: Round;
  onSaid: (words: string) => void;
}

export function WithoutRoom({ engine, round, onSaid }: WithoutRoomProps) {
  const { t } = useI18n();
  const { hereOf } = usePeople();
  const move = useWallMove(engine, round, onSaid);
  const placed = new Set(round.rooms.flatMap(({ places }) => places.map((one) => one.personId)));
  const without = hereOf.filter(({ id }) => !placed.has(id));
  if (without.length === 0) return null;
  const chooses = round.spec?.strategy === Strategy.SELF_SELECT;
  return (
    <details className="wall-without" open={!chooses && without.length <= 5}>
      <summary>{t('wall.without', { count: without.length })}</summary>
      <ul>
        {without.map((person) => (
          <PersonLine key={person.id} person={person}>
            <MoveControl
              name={person.name}
              rooms={round.rooms}
              from={0}
              none={t('move.plenary')}
              onMove={(to) => move(person.id, person.name, to)}
            />
          </PersonLine>
        ))}
      </ul>
    </details>
  );
}
