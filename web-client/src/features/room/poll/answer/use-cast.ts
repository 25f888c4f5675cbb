// Sends a ballot and follows it, through a reload too: sending, refused, or nobody knows.
import { useEffect, useRef, useState } from 'react';
import type { ErrorCode } from '../../../../protocol/convene/v1/error_pb';
import type { Answer } from '../../../../protocol/convene/v1/poll_pb';
import type { Engine } from '../../../../session/engine';
import type { Pending } from '../../../../session/outbox';
import { isOpen } from '../../../../session/outbox';
import { useRoomState } from '../../room-context';
import { castBallot } from '../poll-commands';

export interface Failed {
  unknown: boolean;
  code: ErrorCode | undefined;
  /** Names the item, where one is wrong. */
  field: string;
}

/** `onSaved`: the server has taken it, even if it was the same as before. */
export function useCast(engine: Engine, runId: string, onSaved: () => void) {
  const [failed, setFailed] = useState<Failed>();
  const item = useRoomState(({ pending }) => ofRun(pending, runId));

  const sent = useRef(false);
  const saved = useRef(onSaved);
  saved.current = onSaved;

  useEffect(() => {
    if (item && isOpen(item)) {
      sent.current = true;
      return;
    }
    const was = sent.current;
    sent.current = false;
    if (!item) {
      if (was) saved.current();
      return;
    }
    setFailed({ unknown: item.state === 'unknown', code: item.code, field: item.field ?? '' });
    engine.discard(item.key);
  }, [item, engine]);

  return {
    sending: item !== undefined && isOpen(item),
    failed,
    cast(answers: Answer[]) {
      setFailed(undefined);
      engine.send(castBallot(runId, answers));
    },
  };
}

/** The last one: what was sent before it does not count any more. */
function ofRun(pending: readonly Pending[], runId: string): Pending | undefined {
  return [...pending]
    .reverse()
    .find(({ body }) => body.case === 'castBallot' && body.value.runId === runId);
}
