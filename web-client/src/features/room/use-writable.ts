// May this person write here now? The server decides; this only saves them the refusal.
import { Consent, SessionState } from '../../protocol/convene/v1/session_pb';
import type { Conversation } from '../../session/conversations';
import { useRoomState } from './room-context';

export type Obstacle = 'watching' | 'scheduled' | 'ended';

export function useWritable({ kind }: Conversation): Obstacle | undefined {
  const consent = useRoomState(({ view }) => view?.me?.consent);
  const state = useRoomState(({ view }) => view?.session?.state);
  if (state === SessionState.ENDED) return 'ended';
  if (consent === Consent.WATCH_ONLY) return 'watching';
  // Facilitators prepare in their back-channel before the doors open.
  if (state === SessionState.SCHEDULED && kind !== 'facilitators') return 'scheduled';
  return undefined;
}
