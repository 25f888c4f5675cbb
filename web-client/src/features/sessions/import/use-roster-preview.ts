// Asks the server what importing a table would do, again whenever a choice changes.
import { useEffect, useRef, useState } from 'react';
import type { ApiError } from '../../../api/api-error';
import { asApiError } from '../../../api/api-error';
import { call } from '../../../api/call';
import { realClock } from '../../../lib/clock';
import type { RosterPreview } from '../../../protocol/convene/v1/in_session_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import type { TableChoices } from './table-choices';
import { rosterTable } from './table-choices';

/** Long enough to go through a list of choices with the arrow keys. */
export const PREVIEW_DELAY_MS = 400;

export interface Previewing {
  choices: TableChoices | undefined;
  /** The newest answer, perhaps to earlier choices: see `busy`. */
  preview: RosterPreview | undefined;
  busy: boolean;
  error: ApiError | undefined;
  /** Undefined: no table any more. */
  choose: (choices: TableChoices | undefined) => void;
}

interface Answer {
  to: TableChoices;
  preview: RosterPreview | undefined;
  error?: ApiError;
}

export function useRosterPreview(sessionId: string): Previewing {
  const [choices, setChoices] = useState<TableChoices>();
  const [answer, setAnswer] = useState<Answer>();
  const last = useRef<RosterPreview>(undefined);

  useEffect(() => {
    if (!choices) {
      last.current = undefined;
      return setAnswer(undefined);
    }
    const abort = new AbortController();
    const params = { session_id: sessionId };
    async function ask(to: TableChoices) {
      const { signal } = abort;
      const done = (given: Answer) => {
        // An answer to choices of a moment ago says nothing about those of now.
        if (signal.aborted) return;
        last.current = given.preview;
        setAnswer(given);
      };
      try {
        const options = { params, signal };
        const preview = await call(InSession.method.previewRoster, rosterTable(to), options);
        done({ to, preview });
      } catch (error) {
        done({ to, preview: last.current, error: asApiError(error) });
      }
    }
    const delayMs = last.current ? PREVIEW_DELAY_MS : 0;
    const cancel = realClock.after(delayMs, () => void ask(choices));
    return () => {
      cancel();
      abort.abort();
    };
  }, [choices, sessionId]);

  const current = answer?.to === choices;
  return {
    choices,
    preview: choices && answer?.preview,
    busy: choices !== undefined && !current,
    error: current ? answer?.error : undefined,
    choose: setChoices,
  };
}
