// One command on its way: sent, waiting for a connection, done, or refused.
import { useEffect, useLayoutEffect, useState } from 'react';
import type { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import type { CommandBody } from '../../../session/conversations';
import type { Engine } from '../../../session/engine';
import { useStore } from '../../../ui/use-store';

export interface Refused {
  code: ErrorCode | undefined;
  /** Nobody can say whether it happened. */
  unknown: boolean;
}

export interface CommandState {
  state: 'idle' | 'sending' | 'waiting';
  refused: Refused | undefined;
  send: (body: CommandBody) => void;
}

export function useCommand(engine: Engine, onDone: () => void): CommandState {
  const [key, setKey] = useState<string>();
  const [refused, setRefused] = useState<Refused>();
  const item = useStore(engine.store, ({ pending }) => pending.find((one) => one.key === key));

  // Before anything is drawn: whoever lists what was refused need not list this, too.
  useLayoutEffect(() => {
    if (item?.state !== 'failed' && item?.state !== 'unknown') return;
    setRefused({ code: item.code, unknown: item.state === 'unknown' });
    setKey(undefined);
    engine.discard(item.key);
  }, [item, engine]);

  const done = key !== undefined && item === undefined;
  useEffect(() => {
    if (!done) return;
    setKey(undefined);
    onDone();
  }, [done, onDone]);

  function send(body: CommandBody) {
    if (item) return;
    setRefused(undefined);
    setKey(engine.send(body));
  }

  const state = item === undefined ? 'idle' : item.state === 'unsent' ? 'waiting' : 'sending';
  return { state, refused, send };
}
