// Lines of mine that the server has not confirmed, drawn after those that it has.
import { useMemo } from 'react';
import { conversationKey, conversationOfLine } from '../../../session/conversations';
import type { Pending } from '../../../session/outbox';
import { useRoomState } from '../room-context';

export function usePendingLines(key: string): Pending[] {
  const pending = useRoomState((state) => state.pending);
  return useMemo(
    () =>
      pending.filter(({ body, landed }) => {
        if (body.case !== 'sendLine' || landed) return false;
        const conversation = conversationOfLine(body.value);
        return conversation !== undefined && conversationKey(conversation) === key;
      }),
    [pending, key],
  );
}
