// The conversations that this person has, with their names and what is new in each.
import { useMemo } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Language } from '../../../i18n/language';
import type { Translate } from '../../../i18n/translate';
import { assertNever } from '../../../lib/assert-never';
import type { Channel } from '../../../protocol/convene/v1/chat_pb';
import type { View } from '../../../protocol/convene/v1/view_pb';
import type { Conversation } from '../../../session/conversations';
import {
  channelOf,
  conversationKey,
  conversationOf,
  FACILITATORS,
  PLENARY,
  roomConversation,
} from '../../../session/conversations';
import { unreadCount } from '../../../session/read-marks';
import { isOpenRound, myPlaceOf, roomIn } from '../../../session/rounds';
import { roomName } from '../breakout/room-words';
import { mayFacilitate, useMyPermission, useRoom, useRoomState } from '../room-context';
import type { Reading } from './use-read-marks';

export interface ListedConversation {
  key: string;
  conversation: Conversation;
  name: string;
  /** Absent until someone has written in it. */
  channel: Channel | undefined;
  /** It comes once those who are in the room see that somebody looks in. */
  awaited?: boolean;
  unread: number;
}

export function useConversations(
  opened: readonly Conversation[],
  { marks, readingKey }: Reading,
): ListedConversation[] {
  const { t, language } = useI18n();
  const view = useRoomState((state) => state.view);
  // In a replay everything is to be seen, and nothing waits.
  const live = useRoom().engine !== undefined;
  const facilitates = mayFacilitate(useMyPermission());

  return useMemo(() => {
    if (!view) return [];
    const meId = view.me?.personId ?? '';
    const listed = new Map<string, Conversation>();
    const list = (conversation: Conversation) =>
      listed.set(conversationKey(conversation), conversation);
    const place = myPlaceOf(view);
    if (place) list(roomConversation(place.roundId, place.room.number));
    list(PLENARY);
    if (facilitates) list(FACILITATORS);
    for (const channel of view.channels) {
      const conversation = conversationOf(channel, meId);
      if (conversation) list(conversation);
    }
    for (const conversation of opened) {
      // A room that someone looked into may have closed since.
      const there = conversation.kind !== 'room' || channelOf(view, conversation);
      if (there || isAwaited(view, conversation)) list(conversation);
    }

    return [...listed].map(([key, conversation]) => {
      const channel = channelOf(view, conversation);
      return {
        key,
        conversation,
        name: conversationName(conversation, view, t, language),
        channel,
        awaited: !channel && isAwaited(view, conversation),
        unread: live && channel && key !== readingKey ? unreadCount(channel, marks[key], meId) : 0,
      };
    });
  }, [view, opened, marks, readingKey, live, facilitates, t, language]);
}

/** In a candid round nobody reads from outside: it comes with looking in, and goes after it. */
function isAwaited(view: View, conversation: Conversation): boolean {
  if (conversation.kind !== 'room') return false;
  const { roundId, room } = conversation;
  const round = view.rounds.find(({ id }) => id === roundId);
  if (!round?.candid || !isOpenRound(round)) return false;
  return round.rooms.some(({ number, closed }) => number === room && !closed);
}

export function conversationName(
  conversation: Conversation,
  view: View,
  t: Translate,
  language: Language,
): string {
  switch (conversation.kind) {
    case 'plenary':
      return t('chat.plenary');
    case 'facilitators':
      return t('chat.facilitators');
    case 'private':
      return conversation.personIds.map((id) => personName(id, view, t)).join(', ');
    case 'room': {
      const { roundId, room: number } = conversation;
      return roomName(roomIn(view, roundId, number) ?? { number }, language, t);
    }
    default:
      return assertNever(conversation);
  }
}

/** Someone who has left the roster is still named on what they wrote. */
function personName(id: string, view: View, t: Translate): string {
  const person = view.people.find((one) => one.id === id);
  if (person) return person.name;
  for (const { lines } of view.channels) {
    const line = lines.find(({ authorId }) => authorId === id);
    if (line) return line.authorName;
  }
  return t('people.someone');
}
