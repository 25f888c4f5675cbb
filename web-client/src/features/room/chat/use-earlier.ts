// Loads what was said before the lines that the view holds, page by page.
import { useCallback, useRef, useState } from 'react';
import { call } from '../../../api/call';
import type { Channel } from '../../../protocol/convene/v1/chat_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import { withEarlier } from '../../../session/earlier';
import { useRoom } from '../room-context';
import { fetchLines } from './fetch-lines';

export interface Earlier {
  /** `nothing`: this is where the channel begins. */
  state: 'nothing' | 'some' | 'loading' | 'failed';
  load: () => void;
}

export function useEarlier(channel: Channel | undefined): Earlier {
  const { engine, sessionId } = useRoom();
  const [state, setState] = useState<'some' | 'loading' | 'failed'>('some');
  const present = useRef(channel);
  present.current = channel;
  const busy = useRef(false);

  const load = useCallback(async () => {
    const from = present.current;
    const before = from?.lines[0]?.id;
    if (!engine || !from?.hasEarlier || before === undefined || busy.current) return;
    busy.current = true;
    setState('loading');
    try {
      const params = { session_id: sessionId, channel_id: from.id };
      const { lines, hasMore } = await fetchLines(engine, () =>
        call(InSession.method.getLines, {}, { params, query: { before } }),
      );
      // A new view may have come in between, with another beginning.
      if (present.current?.lines[0]?.id === before) {
        engine.amend((view) => withEarlier(view, from.id, lines, hasMore));
      }
      setState('some');
    } catch {
      setState('failed');
    } finally {
      busy.current = false;
    }
  }, [engine, sessionId]);

  return {
    state: engine && channel?.hasEarlier && channel.lines.length > 0 ? state : 'nothing',
    load: () => void load(),
  };
}
