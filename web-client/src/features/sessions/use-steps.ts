// Draws a long list in steps, so that a page with thousands of rows stays quick.
import { useState } from 'react';

export interface Steps<T> {
  shown: readonly T[];
  /** How many the next step adds; 0 when all are drawn. */
  next: number;
  more: () => void;
}

/** Begins anew when `key` changes: another search is another list. */
export function useSteps<T>(all: readonly T[], step: number, key = ''): Steps<T> {
  const [drawn, setDrawn] = useState({ count: step, key });
  const count = drawn.key === key ? drawn.count : step;
  return {
    shown: all.slice(0, count),
    next: Math.max(0, Math.min(step, all.length - count)),
    more: () => setDrawn({ count: count + step, key }),
  };
}
