// Keeps a list as it is while it is being read: a new order comes when it is asked for.
import { useEffect, useReducer, useRef } from 'react';
import { movesBetween } from './question-order';

interface CalmOrder {
  ids: readonly string[];
  /** How many stand elsewhere by now, or not in this list any more. */
  changes: number;
  update: () => void;
}

/**
 * `wanted` is the order as it should be, `there` whatever may still be drawn. New ones come at
 * the end. Another `sort`, or a look at another tab of the browser, takes the order as it is.
 */
export function useCalmOrder(
  wanted: readonly string[],
  there: ReadonlySet<string>,
  sort: string,
): CalmOrder {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const order = useRef<{ sort: string; ids: readonly string[] }>(undefined);

  useEffect(() => {
    function handleVisibility() {
      if (document.visibilityState === 'hidden') order.current = undefined;
      else draw();
    }
    document.addEventListener('visibilitychange', handleVisibility);
    return () => document.removeEventListener('visibilitychange', handleVisibility);
  }, []);

  const before = order.current?.sort === sort ? order.current.ids : wanted;
  const kept = before.filter((id) => there.has(id));
  const known = new Set(kept);
  const ids = [...kept, ...wanted.filter((id) => !known.has(id))];
  order.current = { sort, ids };
  return {
    ids,
    changes: movesBetween(ids, wanted),
    update() {
      order.current = undefined;
      draw();
    },
  };
}
