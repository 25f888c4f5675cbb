// New personal links: asked for, made, and shown once.
import { useState } from 'react';
import type { ApiError } from '../../../api/api-error';
import { call } from '../../../api/call';
import { useSubmit } from '../../../api/use-submit';
import type { PersonLink } from '../../../protocol/convene/v1/in_session_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';

export interface NewLinks {
  /** Newest first. */
  made: readonly PersonLink[];
  busy: boolean;
  error: ApiError | undefined;
  /** Whose old link would stop working. */
  asking: Person | undefined;
  ask: (person: Person | undefined) => void;
  make: (personId: string) => void;
}

export function useNewLinks(sessionId: string, onChanged: () => Promise<void>): NewLinks {
  const { busy, error, run } = useSubmit();
  const [made, setMade] = useState<readonly PersonLink[]>([]);
  const [asking, setAsking] = useState<Person>();

  function make(personId: string) {
    void run(async () => {
      const params = { session_id: sessionId, person_id: personId };
      const link = await call(InSession.method.reissueLink, {}, { params });
      setMade((before) => [link, ...before.filter((old) => old.personId !== link.personId)]);
      await onChanged();
    });
  }

  return { made, busy, error, asking, ask: setAsking, make };
}
