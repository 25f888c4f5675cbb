// Asks again every few seconds, one request at a time. What was known stays until there is an answer.
import { useEffect, useRef, useState } from 'react';
import type { ApiError } from '../../api/api-error';
import { asApiError } from '../../api/api-error';
import type { Load } from '../../api/use-load';
import type { Snapshot } from './load-status';
import { loadStatus } from './load-status';

export const REFRESH_MS = 5000;
/** A request that hangs says nothing about the server; another may get through. */
export const ANSWER_MS_MAX = 10_000;

/** Why the last refresh failed, if it did. */
export function useRefresh(load: Load<Snapshot>, running: boolean): ApiError | undefined {
  const { replace, reload } = load;
  const [failure, setFailure] = useState<ApiError>();
  // The first figures came just before.
  const askedMs = useRef(Date.now());

  useEffect(() => {
    if (!running) return;
    let request: AbortController | undefined;
    let timer: ReturnType<typeof setTimeout>;

    function wait(): void {
      // A clock that was set back must not make it wait for longer.
      const sinceMs = Math.max(0, Date.now() - askedMs.current);
      timer = setTimeout(ask, Math.max(0, REFRESH_MS - sinceMs));
    }

    async function ask(): Promise<void> {
      const abort = new AbortController();
      request = abort;
      askedMs.current = Date.now();
      timer = setTimeout(() => abort.abort(), ANSWER_MS_MAX);
      const outcome = await loadStatus(abort.signal).catch(asApiError);
      clearTimeout(timer);
      if (request !== abort) return;
      if (!(outcome instanceof Error)) {
        replace(outcome);
        setFailure(undefined);
      } else if (outcome.status === 401 || outcome.status === 403) {
        // What one may not see any more does not stay on the screen.
        return reload();
      } else setFailure(outcome);
      wait();
    }

    wait();
    return () => {
      clearTimeout(timer);
      request?.abort();
      request = undefined;
    };
  }, [running, replace, reload]);

  return failure;
}
