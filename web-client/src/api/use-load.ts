// Loads something for a screen and says how far it is.
import { useCallback, useEffect, useState } from 'react';
import type { ApiError } from './api-error';
import { asApiError } from './api-error';

export type Loading<T> =
  | { kind: 'loading' }
  | { kind: 'ready'; value: T }
  | { kind: 'failed'; error: ApiError };

export interface Load<T> {
  state: Loading<T>;
  /** Once more from the start: after a failure. */
  reload: () => void;
  /** Puts a newer value in place, as an answer to what the person did. */
  replace: (value: T) => void;
}

/** `load` must be stable (useCallback): a new one means something else to load. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>): Load<T> {
  const [state, setState] = useState<Loading<T>>({ kind: 'loading' });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round loads again.
  useEffect(() => {
    const abort = new AbortController();
    setState({ kind: 'loading' });
    load(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setState({ kind: 'ready', value });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ kind: 'failed', error: asApiError(error) });
      },
    );
    return () => abort.abort();
  }, [load, round]);

  const reload = useCallback(() => setRound((value) => value + 1), []);
  const replace = useCallback((value: T) => setState({ kind: 'ready', value }), []);
  return { state, reload, replace };
}
