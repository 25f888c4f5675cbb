// The figures of written voice, asked for again every so often while somebody looks at them.
import { useEffect, useState } from 'react';
import type { ApiError } from '../../../api/api-error';
import { asApiError } from '../../../api/api-error';
import { call } from '../../../api/call';
import type { Voice } from '../../../protocol/convene/v1/hand_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';

export const VOICE_MS = 15_000;

export interface VoiceState {
  voice: Voice | undefined;
  /** The last time there was no answer: what is shown is older. */
  error: ApiError | undefined;
}

export function useVoice(sessionId: string): VoiceState {
  const [state, setState] = useState<VoiceState>({ voice: undefined, error: undefined });

  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = false;

    async function ask(): Promise<void> {
      clearTimeout(timer);
      if (asking || document.visibilityState === 'hidden') return;
      asking = true;
      const options = { params: { session_id: sessionId }, signal: abort.signal };
      const answer = await call(InSession.method.getVoice, {}, options).catch(asApiError);
      asking = false;
      if (abort.signal.aborted) return;
      if (answer instanceof Error) setState(({ voice }) => ({ voice, error: answer }));
      else setState({ voice: answer, error: undefined });
      timer = setTimeout(ask, VOICE_MS);
    }

    const handleVisibility = () => void ask();
    void ask();
    document.addEventListener('visibilitychange', handleVisibility);
    return () => {
      document.removeEventListener('visibilitychange', handleVisibility);
      clearTimeout(timer);
      abort.abort();
    };
  }, [sessionId]);

  return state;
}
