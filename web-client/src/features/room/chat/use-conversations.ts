// The conversations that this person has, with their names and what is new in each.
import { useMemo } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
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
} from '../../../session/conversations';
import { unreadCount } from '../../../session/read-marks';
import { mayFacilitate, useMyPermission, useRoom, useRoomState } from '../room-context';
import type { Reading } from './use-read-marks';

export interface ListedConversation {
  key: string;
  conversation: Conversation;
  name: string;
  /** Absent until someone has written in it. */
  channel: Channel | undefined;
  unread: number;
}

export function useConversations(
  opened: readonly Conversation[],
  { marks, readingKey }: Reading,
): ListedConversation[] {
  const { t } = useI18n();
  const view = useRoomState((state) => state.view);
  // In a replay everything is to be seen, and nothing waits.
  const live = useRoom().engine !== undefined;
  const facilitates = mayFacilitate(useMyPermission());

  return useMemo(() => {
    if (!view) return [];
    const meId = view.me?.personId ?? '';
    const listed = new Map<string, Conversation>([[conversationKey(PLENARY), PLENARY]]);
    if (facilitates) listed.set(conversationKey(FACILITATORS), FACILITATORS);
    for (const channel of view.channels) {
      const conversation = conversationOf(channel, meId);
      if (conversation) listed.set(conversationKey(conversation), conversation);
    }
    for (const conversation of opened) listed.set(conversationKey(conversation), conversation);

    return [...listed].map(([key, conversation]) => {
      const channel = channelOf(view, conversation);
      return {
        key,
        conversation,
        name: conversationName(conversation, view, t),
        channel,
        unread: live && channel && key !== readingKey ? unreadCount(channel, marks[key], meId) : 0,
      };
    });
  }, [view, opened, marks, readingKey, live, facilitates, t]);
}

export function conversationName(conversation: Conversation, view: View, t: Translate): string {
  switch (conversation.kind) {
    case 'plenary':
      return t('chat.plenary');
    case 'facilitators':
      return t('chat.facilitators');
    case 'private':
      return conversation.personIds.map((id) => personName(id, view, t)).join(', ');
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
