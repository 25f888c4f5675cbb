// Reads a part of a store, and renders again only when that part changes.
import { useSyncExternalStore } from 'react';
import type { Readable } from '../lib/store';

/** `select` must return the same object for the same state. */
export function useStore<T, Part>(store: Readable<T>, select: (state: T) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
