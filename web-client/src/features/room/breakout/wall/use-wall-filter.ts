// Which of the rooms are looked for, and which are chosen to do something for.
import { useState } from 'react';
import { folded } from '../../../../lib/folded';
import { useMyId } from '../../room-context';
import { usePeople } from '../use-people';
import { useRoomName } from '../use-rooms';
import type { WallRoom } from './wall-order';

export function useWallFilter(rooms: readonly WallRoom[]) {
  const meId = useMyId();
  const nameOf = useRoomName();
  const { byId } = usePeople();
  const [query, setQuery] = useState('');
  const [wantsMine, setWantsMine] = useState(false);
  const mine = rooms.filter(({ room }) => room.facilitatorId === meId);
  // The last one may have been given to somebody else meanwhile.
  const mineOnly = wantsMine && mine.length > 0;
  const wanted = folded(query.trim());
  const found = (mineOnly ? mine : rooms).filter(({ room }) => {
    if (wanted === '' || String(room.number) === wanted) return true;
    const names = room.places.map(({ personId }) => byId.get(personId)?.name ?? '');
    return folded([nameOf(room), ...names].join('\n')).includes(wanted);
  });
  return { found, query, setQuery, mine: mine.length, mineOnly, setMineOnly: setWantsMine };
}

export function useChosenRooms(rooms: readonly WallRoom[]) {
  const [numbers, setNumbers] = useState<readonly number[]>([]);
  const open = new Set(rooms.filter(({ room }) => !room.closed).map(({ room }) => room.number));
  return {
    /** Those that have closed since are not chosen any more. */
    chosen: numbers.filter((number) => open.has(number)),
    choose: (number: number, on: boolean) =>
      setNumbers((old) =>
        on ? [...old, number].sort((a, b) => a - b) : old.filter((one) => one !== number),
      ),
    clear: () => setNumbers([]),
  };
}
