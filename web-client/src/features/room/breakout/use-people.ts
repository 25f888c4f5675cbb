// People by id, and those whom rooms are for.
import { useMemo } from 'react';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { mayFacilitate, useRoomState } from '../room-context';

const NOBODY: readonly Person[] = [];

export function usePeople() {
  const people = useRoomState(({ view }) => view?.people ?? NOBODY);
  const here = useRoomState((state) => state.here);
  return useMemo(() => {
    const byId = new Map(people.map((person) => [person.id, person]));
    /** Facilitators go from room to room; whoever is at the door is not in the session. */
    const dealt = people.filter(
      ({ permission, waiting }) => !waiting && !mayFacilitate(permission),
    );
    return { byId, dealt, hereOf: dealt.filter(({ id }) => here?.has(id)), here };
  }, [people, here]);
}
