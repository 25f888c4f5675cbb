// Asks how people would be dealt, with what is to be kept, and keeps the plan before to compare.
import { useState } from 'react';
import { useSubmit } from '../../../../api/use-submit';
import type { Room, Round, RoundPlan } from '../../../../protocol/convene/v1/breakout_pb';
import { Strategy } from '../../../../protocol/convene/v1/breakout_pb';
import type { Person } from '../../../../protocol/convene/v1/roster_pb';
import { useRoom, useRoomState } from '../../room-context';
import { usePeople } from '../use-people';
import { dealtAnew, emptyRooms, sameRooms } from './edit-rooms';
import type { PlanDraft } from './plan-draft';
import { presentPlan } from './plan-draft';
import { planRound } from './plan-round';

export function usePlanning(draft: PlanDraft, onChange: (draft: PlanDraft) => void) {
  const { sessionId } = useRoom();
  const { dealt, hereOf } = usePeople();
  const { round } = draft;
  const saved = useRoomState(({ view }) => view?.rounds.find(({ id }) => id === round.id));
  const [everyone, setEveryone] = useState(hereOf.length === 0);
  const [keep, setKeep] = useState(false);
  const [seed, setSeed] = useState(1);
  const asking = useSubmit();
  const people: readonly Person[] = everyone ? dealt : hereOf;
  const { sessions = [] } = draft;

  function put(sized: Round, plan: RoundPlan | undefined, rooms: readonly Room[]) {
    onChange({
      ...draft,
      round: { ...sized, rooms: dealtAnew(rooms, round.rooms) },
      plan,
      earlier: round.rooms.length > 0 ? presentPlan(draft) : undefined,
    });
  }

  return {
    asking,
    people,
    dealt,
    hereOf,
    everyone,
    setEveryone,
    keep,
    setKeep,
    /** `sized`: the round with its numbers as they were typed. */
    plan(sized: Round) {
      const { spec } = sized;
      if (!isDealt(spec?.strategy)) {
        return put(sized, undefined, emptyRooms(people.length, spec?.size ?? 0));
      }
      void asking.run(async () => {
        const personIds = people.map(({ id }) => id);
        const kept = keep && round.rooms.length > 0 ? keptOf(round, saved) : {};
        // What this round has planned so far is no meeting that must not be repeated.
        const told = { roundId: round.id, earlierSessionIds: [...sessions] };
        const body = { spec, seed, personIds, ...told, ...kept };
        const next = await planRound(sessionId, body);
        setSeed((before) => before + 1);
        put(sized, next, next.rooms);
      });
    },
  };
}

/** Someone else than facilitators and the people themselves says who goes where. */
export function isDealt(strategy: Strategy | undefined): boolean {
  return strategy !== Strategy.MANUAL && strategy !== Strategy.SELF_SELECT;
}

/** What is saved is known by its name; what is not must be sent along. */
function keptOf(round: Round, saved: Round | undefined) {
  if (saved && sameRooms(saved.rooms, round.rooms)) return { keepRoundId: saved.id };
  return { keepRooms: round.rooms.map(({ number, places }) => ({ number, places })) };
}
