// A plan that is being made: kept in this browser until it is saved, also through a reload.
import { create, equals, fromJsonString, toJsonString } from '@bufbuild/protobuf';
import { useMemo, useState } from 'react';
import type { KeyValue } from '../../../../lib/storage';
import { localStore } from '../../../../lib/storage';
import type { Round, RoundPlan } from '../../../../protocol/convene/v1/breakout_pb';
import {
  RoomSchema,
  RoundPlanSchema,
  RoundSchema,
  RoundState,
  Strategy,
} from '../../../../protocol/convene/v1/breakout_pb';
import { useRoom } from '../../room-context';
import type { TemplateKey } from './templates';
import { templateOf } from './templates';

export interface PlanDraft {
  /** Its rooms are the plan. */
  round: Round;
  /** How good it was when it was dealt, and who found no room; its rooms are not used. */
  plan: RoundPlan | undefined;
  /** What it was started from. */
  template?: TemplateKey;
  /** The plan before this one, with its rooms. */
  earlier?: RoundPlan;
  /** Earlier sessions whose pairs should not meet again. */
  sessions?: readonly string[];
}

export const NO_DRAFT: PlanDraft | undefined = undefined;

/** As it stands, with what was changed by hand. */
export function presentPlan({ round, plan }: PlanDraft): RoundPlan {
  return { ...(plan ?? create(RoundPlanSchema)), rooms: round.rooms };
}

/** The plan before and this one change places. */
export function withEarlier(draft: PlanDraft): PlanDraft {
  const { round, earlier } = draft;
  if (!earlier) return draft;
  const plan = earlier.report && earlier;
  const present = presentPlan(draft);
  return { ...draft, round: { ...round, rooms: earlier.rooms }, plan, earlier: present };
}

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
      const { round, plan, template, earlier, sessions } = JSON.parse(
        this.#storage.read(this.#key) ?? 'null',
      );
      return {
        template: templateOf(template)?.key,
        sessions,
        earlier: earlier && fromJsonString(RoundPlanSchema, earlier, LENIENT),
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
      template: draft.template,
      sessions: draft.sessions,
      earlier: draft.earlier && toJsonString(RoundPlanSchema, draft.earlier),
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
      // What was begun and not saved goes on, if it is of this round.
      if (draft && round && draft.round.id === round.id) return;
      change({ round: round ? planOf(round) : newRound(), plan: undefined });
    },
    /** What nobody has changed is not kept: nothing of it would be missed. */
    leave(saved: readonly Round[]) {
      if (!draft || draft.template) return;
      const before = saved.find(({ id }) => id === draft.round.id) ?? newRound();
      if (equals(RoundSchema, draft.round, before)) change(NO_DRAFT);
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
  const rooms = round.rooms.map(({ number, name, link, places }) =>
    create(RoomSchema, { number, name, link, places }),
  );
  const { title, prompt, spec, itemId, minutes, candid, roles, steps, rotationMinutes } = round;
  const state = RoundState.PLANNED;
  const kept = { title, prompt, spec, itemId, minutes, candid, roles, steps, rotationMinutes };
  // Which round came next then is no plan for what comes next now.
  return create(RoundSchema, { ...kept, rooms, state });
}
