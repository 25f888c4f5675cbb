// May this person ask now, and how? The server decides; this only saves them the refusal.
import type { QuestionRules } from '../../../protocol/convene/v1/question_pb';
import { Moderation } from '../../../protocol/convene/v1/question_pb';
import { Consent, SessionState } from '../../../protocol/convene/v1/session_pb';
import { useRoomState } from '../room-context';

export type NoAsking = 'closed' | 'watching' | 'over';

export function useNoAsking(): NoAsking | undefined {
  return useRoomState(({ view }) => {
    const state = view?.session?.state;
    if (state !== SessionState.LIVE && state !== SessionState.LOBBY) return 'over';
    if (view?.me?.consent !== Consent.GIVEN) return 'watching';
    return view.questionRules?.closed ? 'closed' : undefined;
  });
}

/** A facilitator looks at it before anyone else does. */
export function isHeldFirst(rules: QuestionRules | undefined, anonymous: boolean): boolean {
  const moderation = rules?.moderation ?? Moderation.UNSPECIFIED;
  if (moderation === Moderation.ALL) return true;
  return moderation === Moderation.UNSPECIFIED && anonymous;
}
