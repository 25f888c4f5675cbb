// The open round and my place in it, as the parts of the room draw them.
import { useI18n } from '../../../i18n/i18n-provider';
import type { OpenRound, Reports, RoundResults } from '../../../protocol/convene/v1/breakout_pb';
import type { Conversation } from '../../../session/conversations';
import { roomConversation } from '../../../session/conversations';
import type { MyPlace } from '../../../session/rounds';
import { myPlaceOf, openRoundOf, reportsOf } from '../../../session/rounds';
import { useRoomState, useRoomTime } from '../room-context';
import type { Numbered } from './room-words';
import { roomName } from './room-words';

export function useOpenRound(): OpenRound | undefined {
  return useRoomState(({ view }) => openRoundOf(view));
}

export function useMyPlace(): MyPlace | undefined {
  return useRoomState(({ view }) => myPlaceOf(view));
}

/** The rooms that report now. */
export function useReports(): Reports | undefined {
  return useRoomState(({ view }) => reportsOf(view));
}

/** What the rooms of the round that has closed last brought back. */
export function useLastResults(): RoundResults | undefined {
  return useRoomState(({ view }) => view?.results[view.results.length - 1]);
}

/** As `useRoomTime`, on the clock of the rooms: it can be made to stand still. */
export function useRoomsTime<Part>(select: (nowMs: number) => Part, running = true): Part {
  const pausedAtMs = Number(useOpenRound()?.pausedAtMs ?? 0n);
  return useRoomTime(
    (nowMs) => select(pausedAtMs > 0 ? Math.min(pausedAtMs, nowMs) : nowMs),
    running,
  );
}

export function useRoomName(): (room: Numbered) => string {
  const { t, language } = useI18n();
  return (room) => roomName(room, language, t);
}

export function placeConversation({ roundId, room }: MyPlace): Conversation {
  return roomConversation(roundId, room.number);
}
