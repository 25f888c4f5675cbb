// Asks for one thing and follows it: under way, done, or refused with the reason.
import { useEffect, useRef, useState } from 'react';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import type { CommandBody } from '../../session/conversations';
import type { Engine } from '../../session/engine';
import { isOpen } from '../../session/outbox';
import { useRoomState } from './room-context';

export interface Asked {
  busy: boolean;
  refused: ErrorCode | undefined;
  ask: (body: CommandBody) => void;
}

/** Whoever uses this shows the refusal, so that it is not shown a second time elsewhere. */
export function useAsked(engine: Engine, onDone: () => void): Asked {
  const [key, setKey] = useState<string>();
  const [refused, setRefused] = useState<ErrorCode>();
  const item = useRoomState(({ pending }) =>
    key === undefined ? undefined : pending.find((one) => one.key === key),
  );
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(() => {
    if (key === undefined) return;
    if (item && isOpen(item)) return;
    setKey(undefined);
    if (!item) return done.current();
    setRefused(item.code ?? ErrorCode.UNSPECIFIED);
    engine.discard(item.key);
  }, [key, item, engine]);

  return {
    busy: key !== undefined,
    refused,
    ask(body) {
      setRefused(undefined);
      setKey(engine.send(body));
    },
  };
}
