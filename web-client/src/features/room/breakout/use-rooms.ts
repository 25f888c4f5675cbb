// The open round and my place in it, as the parts of the room draw them.
import { useI18n } from '../../../i18n/i18n-provider';
import type { OpenRound } from '../../../protocol/convene/v1/breakout_pb';
import type { Conversation } from '../../../session/conversations';
import { roomConversation } from '../../../session/conversations';
import type { MyPlace } from '../../../session/rounds';
import { myPlaceOf, openRoundOf } from '../../../session/rounds';
import { useRoomState } from '../room-context';
import type { Numbered } from './room-words';
import { roomName } from './room-words';

export function useOpenRound(): OpenRound | undefined {
  return useRoomState(({ view }) => openRoundOf(view));
}

export function useMyPlace(): MyPlace | undefined {
  return useRoomState(({ view }) => myPlaceOf(view));
}

export function useRoomName(): (room: Numbered) => string {
  const { t, language } = useI18n();
  return (room) => roomName(room, language, t);
}

export function placeConversation({ roundId, room }: MyPlace): Conversation {
  return roomConversation(roundId, room.number);
}
