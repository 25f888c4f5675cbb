// A plan that is being made: kept in this browser until it is saved, also through a reload.
import { create, fromJsonString, toJsonString } from '@bufbuild/protobuf';
import { useMemo, useState } from 'react';
import type { KeyValue } from '../../../../lib/storage';
import { localStore } from '../../../../lib/storage';
import type { Round, RoundPlan } from '../../../../protocol/convene/v1/breakout_pb';
import {
  RoundPlanSchema,
  RoundSchema,
  RoundState,
  Strategy,
} from '../../../../protocol/convene/v1/breakout_pb';
import { useRoom } from '../../room-context';

export interface PlanDraft {
  /** Its rooms are the plan. */
  round: Round;
  /** How good it was when it was dealt, and who found no room; its rooms are not used. */
  plan: RoundPlan | undefined;
}

export const NO_DRAFT: PlanDraft | undefined = undefined;

const LENIENT = { ignoreUnknownFields: true };

export class PlanDrafts {
  readonly #storage: KeyValue;
  readonly #key: string;

  constructor(storage: KeyValue, sessionId: string) {
    this.#storage = storage;
    this.#key = `convene.plan.${sessionId}`;
  }

  read(): PlanDraft | undefined {
    try {
      const { round, plan } = JSON.parse(this.#storage.read(this.#key) ?? 'null');
      return {
        round: fromJsonString(RoundSchema, round, LENIENT),
        plan: plan && fromJsonString(RoundPlanSchema, plan, LENIENT),
      };
    } catch {
      // Nothing there, or written by another version of this page.
      return undefined;
    }
  }

  write(draft: PlanDraft | undefined): void {
    if (!draft) return this.#storage.remove(this.#key);
    const plan = draft.plan && { ...draft.plan, rooms: [] };
    const stored = {
      round: toJsonString(RoundSchema, draft.round),
      plan: plan && toJsonString(RoundPlanSchema, plan),
    };
    this.#storage.write(this.#key, JSON.stringify(stored));
  }
}

export function usePlanDraft() {
  const { sessionId } = useRoom();
  const drafts = useMemo(() => new PlanDrafts(localStore, sessionId), [sessionId]);
  const [draft, setDraft] = useState(() => drafts.read());
  const change = (next: PlanDraft | undefined) => {
    drafts.write(next);
    setDraft(next);
  };
  return {
    draft,
    change,
    /** With a round as it is; with what a closed one was; or from the start. */
    begin(round: Round | undefined) {
      const plan = undefined;
      // What was begun and not saved goes on, if it is of this round.
      if (draft && round && draft.round.id === round.id) return;
      setDraft({ round: round ? planOf(round) : newRound(), plan });
    },
  };
}

export function newRound(): Round {
  return create(RoundSchema, {
    title: { en: '', es: '' },
    prompt: { en: '', es: '' },
    spec: { strategy: Strategy.MIXED, size: 5 },
    minutes: 20,
    state: RoundState.PLANNED,
  });
}

/** What is over is planned once more as a new round, with the same people in its rooms. */
function planOf(round: Round): Round {
  if (round.state === RoundState.PLANNED) return round;
  const rooms = round.rooms.map((room) => ({ ...room, channelId: '', help: undefined }));
  const times = { openedAtMs: 0n, endsAtMs: 0n, closedAtMs: 0n };
  return { ...round, ...times, id: '', state: RoundState.PLANNED, rooms };
}
