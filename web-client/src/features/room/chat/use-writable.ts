// May this person write here now? The server decides; this only saves them the refusal.
import { PrivateLines } from '../../../protocol/convene/v1/chat_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Permission } from '../../../protocol/convene/v1/roster_pb';
import { Consent, SessionState } from '../../../protocol/convene/v1/session_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import type { Conversation } from '../../../session/conversations';
import { myPlaceOf, openRoundOf } from '../../../session/rounds';
import { listenerOf, stepOf } from '../breakout/work/room-step';
import { useRoomState } from '../room-context';

type RoomConversation = Extract<Conversation, { kind: 'room' }>;

export type Obstacle =
  | 'watching'
  | 'scheduled'
  | 'ended'
  /** Only facilitators write in the plenary. */
  | 'locked'
  /** Participants write privately to facilitators alone, or to nobody. */
  | 'privateToFacilitators'
  | 'privateOff'
  /** In this step of the room they listen. */
  | 'listening';

export function useWritable(conversation: Conversation): Obstacle | undefined {
  return useRoomState(({ view }) => view && obstacleTo(view, conversation));
}

export function obstacleTo(view: View, conversation: Conversation): Obstacle | undefined {
  const state = view.session?.state;
  if (state === SessionState.ENDED) return 'ended';
  if (view.me?.consent === Consent.WATCH_ONLY) return 'watching';
  // Facilitators prepare in their back-channel before the doors open.
  if (state === SessionState.SCHEDULED && conversation.kind !== 'facilitators') return 'scheduled';
  if (conversation.kind === 'room' && listensIn(view, conversation)) return 'listening';
  if ((view.me?.permission ?? 0) >= Permission.FACILITATOR) return undefined;
  if (conversation.kind === 'plenary') return view.chatRules?.locked ? 'locked' : undefined;
  if (conversation.kind === 'private') {
    const others = view.people.filter(({ id }) => conversation.personIds.includes(id));
    return privateObstacle(view, others);
  }
  return undefined;
}

function listensIn(view: View, { roundId, room: number }: RoomConversation): boolean {
  const place = myPlaceOf(view);
  if (place?.roundId !== roundId || place.room.number !== number) return false;
  return listenerOf(stepOf(openRoundOf(view), place.room), place.room) === view.me?.personId;
}

/** For participants: what the rules say about a private line to these people. */
export function privateObstacle(
  { chatRules }: Pick<View, 'chatRules'>,
  others: readonly Pick<Person, 'permission'>[],
): Obstacle | undefined {
  switch (chatRules?.privateLines) {
    case PrivateLines.OFF:
      return 'privateOff';
    case PrivateLines.TO_FACILITATORS: {
      const all = others.every(({ permission }) => permission >= Permission.FACILITATOR);
      return all && others.length > 0 ? undefined : 'privateToFacilitators';
    }
    default:
      return undefined;
  }
}

/** Reacting is taking part: it is kept, like what one writes. */
export function useReactable(): boolean {
  return useRoomState(({ view }) => {
    const state = view?.session?.state;
    const goesOn = state === SessionState.LIVE || state === SessionState.LOBBY;
    return goesOn && view?.me?.consent === Consent.GIVEN;
  });
}
