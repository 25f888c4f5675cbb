// A board that was asked for elsewhere in the room: the middle opens it.
import { Store } from '../../../lib/store';
import type { Engine } from '../../../session/engine';

/** Another object each time. */
export type Wanted = { id: string } | undefined;

const ALL = new WeakMap<Engine, Store<Wanted>>();
const NONE = new Store<Wanted>(undefined);

/** A replay has no boards. */
export function wantedBoard(engine: Engine | undefined): Store<Wanted> {
  if (!engine) return NONE;
  const store = ALL.get(engine) ?? new Store<Wanted>(undefined);
  ALL.set(engine, store);
  return store;
}
