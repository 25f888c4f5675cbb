// Sends a form: one request at a time, and its error kept for the fields to show.
import { useState } from 'react';
import type { ApiError } from './api-error';
import { asApiError } from './api-error';

export interface Submit {
  busy: boolean;
  error: ApiError | undefined;
  run: (request: () => Promise<void>) => Promise<void>;
}

export function useSubmit(): Submit {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();

  async function run(request: () => Promise<void>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await request();
    } catch (caught) {
      setError(asApiError(caught));
    } finally {
      setBusy(false);
    }
  }

  return { busy, error, run };
}
