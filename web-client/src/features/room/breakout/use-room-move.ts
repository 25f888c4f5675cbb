// Goes along when someone is put into a room or back, and leaves those alone who are writing.
import { useEffect, useState } from 'react';
import type { Conversation } from '../../../session/conversations';
import { conversationKey, PLENARY } from '../../../session/conversations';
import type { MyPlace } from '../../../session/rounds';
import { isWriting } from './is-writing';
import { placeConversation } from './use-rooms';

/** `onMove` is called while drawing, so that no moment shows the old place in the new frame. */
export function useRoomMove(
  place: MyPlace | undefined,
  current: Conversation,
  onMove: (to: Conversation) => void,
): void {
  const to = place && placeConversation(place);
  const key = to && conversationKey(to);
  const [known, setKnown] = useState<string>();

  if (key !== known) {
    setKnown(key);
    const gone = current.kind === 'room' && conversationKey(current) === known;
    // The input of a room that one has left is gone in any case.
    if (gone || (to && !isWriting())) onMove(to ?? PLENARY);
    else onMove(current);
  }

  useEffect(() => {
    // Back in the plenary with the focus nowhere: what was there before has gone.
    if (known !== undefined || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('.room-head h1')?.focus();
  }, [known]);
}
