// Which conversation is on the screen, which others there are, and what is new in them.
import { useCallback, useState } from 'react';
import type { Conversation } from '../../session/conversations';
import { conversationKey, PLENARY, roomConversation } from '../../session/conversations';
import type { MyPlace } from '../../session/rounds';
import { placeConversation } from './breakout/use-rooms';
import type { ListedConversation } from './chat/use-conversations';
import { useConversations } from './chat/use-conversations';
import { useReadMarks } from './chat/use-read-marks';

const NONE: readonly ListedConversation[] = [];

export function useTalk(place: MyPlace | undefined) {
  const [current, setCurrent] = useState<Conversation>(() =>
    place ? placeConversation(place) : PLENARY,
  );
  const [focusKey, setFocusKey] = useState<string>();
  const [opened, setOpened] = useState<readonly Conversation[]>([]);
  const reading = useReadMarks();
  const conversations = useConversations(opened, reading);
  const shown = conversations.find(({ key }) => key === conversationKey(current));
  const placeKey = place && conversationKey(placeConversation(place));

  const looked = conversations.filter(
    ({ conversation, key }) => conversation.kind === 'room' && key !== placeKey,
  );
  const looksAtRoom = current.kind === 'room' && shown !== undefined && shown.key !== placeKey;

  /** Always the same function: two thousand people are drawn with it. */
  const write = useCallback((conversation: Conversation) => {
    const key = conversationKey(conversation);
    setOpened((before) =>
      before.some((one) => conversationKey(one) === key) ? before : [...before, conversation],
    );
    setCurrent(conversation);
    setFocusKey(key);
  }, []);

  return {
    current,
    setCurrent,
    conversations,
    reading,
    focusKey,
    onFocused: useCallback(() => setFocusKey(undefined), []),
    write,
    /** Facilitators look into one room, or into several at once. */
    look: useCallback((roundId: string, rooms: readonly number[]) => {
      const wanted = rooms.map((room) => roomConversation(roundId, room));
      const [first = PLENARY] = wanted;
      setOpened((before) => [...before.filter(({ kind }) => kind !== 'room'), ...wanted]);
      setCurrent(first);
      setFocusKey(conversationKey(first));
    }, []),
    stopLooking: useCallback(() => {
      setOpened((before) => before.filter(({ kind }) => kind !== 'room'));
      setCurrent(PLENARY);
    }, []),
    /** Those that a facilitator looks into, as long as one of them is on the screen. */
    looked: looksAtRoom ? looked : NONE,
    unread: conversations.reduce((sum, { unread }) => sum + unread, 0),
    plenaryUnread:
      conversations.find(({ conversation }) => conversation.kind === 'plenary')?.unread ?? 0,
  };
}
