// Draws a long list bit by bit: quick to appear, and whole a moment later.
// So screen readers and the browser's own search find everything.
import { useEffect, useState } from 'react';

const FIRST = 120;
const STEP = 120;
/** Browsers without an idle callback. */
const PAUSE_MS = 50;

/** How many at the beginning of the list are not drawn yet. */
export function useUndrawn(length: number): number {
  const [wanted, setWanted] = useState(() => Math.max(0, length - FIRST));
  // A shorter list may have taken the place of a longer one.
  const undrawn = Math.min(wanted, Math.max(0, length - FIRST));

  useEffect(() => {
    if (undrawn === 0) return;
    return whenIdle(() => setWanted(Math.max(0, undrawn - STEP)));
  }, [undrawn]);

  return undrawn;
}

/** How many from the beginning of the list are drawn. */
export function useDrawn(length: number): number {
  const [drawn, setDrawn] = useState(FIRST);

  useEffect(() => {
    if (drawn >= length) return;
    return whenIdle(() => setDrawn(drawn + STEP));
  }, [drawn, length]);

  return Math.min(drawn, length);
}

function whenIdle(run: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const id = window.requestIdleCallback(run, { timeout: 1000 });
    return () => window.cancelIdleCallback(id);
  }
  const id = setTimeout(run, PAUSE_MS);
  return () => clearTimeout(id);
}
