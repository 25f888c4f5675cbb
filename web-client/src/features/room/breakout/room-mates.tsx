// Who is in the room: job and organization of each, and whether they are here.
import { useI18n } from '../../../i18n/i18n-provider';
import type { RoomPlace } from '../../../protocol/convene/v1/breakout_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Avatar } from '../../../ui/avatar';
import { PresenceWord } from '../people/presence-word';
import { useMyId, useRoomState } from '../room-context';
import { whoWords } from './room-words';

const NOBODY: readonly Person[] = [];

export function RoomMates({ places }: { places: readonly RoomPlace[] }) {
  const { t } = useI18n();
  const meId = useMyId();
  const people = useRoomState(({ view }) => view?.people ?? NOBODY);
  const here = useRoomState((state) => state.here);
  const others = places.filter(({ personId }) => personId !== meId);
  const mates = others.flatMap(({ personId }) => people.find(({ id }) => id === personId) ?? []);
  // Whoever has not arrived yet is not among the people whom everyone sees.
  const expected = others.length - mates.length;
  return (
    <div className="my-room-mates">
      <h3 id="my-room-with">{t('myRoom.with')}</h3>
      {mates.length === 0 && <p className="muted">{t('myRoom.alone')}</p>}
      <ul className="my-room-list" aria-labelledby="my-room-with">
        {mates.map((person) => (
          <li key={person.id} className="my-room-mate" data-testid="room-mate">
            <Avatar personId={person.id} name={person.name} />
            <div>
              <p className="person-name">{person.name}</p>
              <p className="person-meta">{whoWords(person, t)}</p>
              <PresenceWord person={person} here={here?.has(person.id)} />
            </div>
          </li>
        ))}
      </ul>
      {expected > 0 && <p className="muted">{t('myRoom.expected', { count: expected })}</p>}
    </div>
  );
}
