// Where the session is in its plan.
import type { AgendaItem, AgendaOutline, Now } from '../../../protocol/convene/v1/agenda_pb';
import { useRoomState } from '../room-context';

export interface Step {
  now: Now | undefined;
  item: AgendaItem | undefined;
  /** The whole plan, as everyone sees it. */
  plan: readonly AgendaOutline[];
  /** The place of the present step in it; -1 at none. */
  index: number;
}

const NO_PLAN: readonly AgendaOutline[] = [];

export function useStep(): Step {
  const now = useRoomState(({ view }) => view?.now);
  const plan = useRoomState(({ view }) => view?.outline?.items ?? NO_PLAN);
  const item = now?.item;
  const index = item ? plan.findIndex(({ id }) => id === item.id) : -1;
  return { now, item, plan, index };
}
