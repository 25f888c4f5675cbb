// Looks at the network as soon as the screen is there, and again when asked to.
import { useEffect, useState } from 'react';
import { realClock } from '../../lib/clock';
import type { Progress } from './run-check';
import { BEGINNING, runCheck } from './run-check';

export function useCheck(): { progress: Progress; again: () => void } {
  const [progress, setProgress] = useState(BEGINNING);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round looks again.
  useEffect(() => {
    const abort = new AbortController();
    setProgress(BEGINNING);
    void runCheck(realClock, abort.signal, setProgress);
    return () => abort.abort();
  }, [round]);

  return { progress, again: () => setRound((value) => value + 1) };
}
