// Is there a digest on this phone now, in place of all lines of the plenary?
import { useRef, useState } from 'react';
import type { Channel } from '../../../protocol/convene/v1/chat_pb';
import { useWide } from '../../../ui/use-wide';
import type { ListedConversation } from '../chat/use-conversations';
import { useRoom, useRoomState, useRoomTime } from '../room-context';
import { isDigested, linesLastMinute } from './digest';
import { useWaterfall } from './use-waterfall';

const EMPTY: Pick<Channel, 'lines' | 'hasEarlier'> = { lines: [], hasEarlier: false };

export type DigestState =
  | { kind: 'none' }
  | { kind: 'digest'; onAll: () => void }
  /** All lines are wanted, although they are many. */
  | { kind: 'all'; onDigest: () => void };

export function useDigest({ conversation, channel }: ListedConversation): DigestState {
  const { engine } = useRoom();
  const narrow = !useWide();
  const waterfall = useWaterfall();
  const above = useRoomState(({ view }) => view?.chatRules?.digestAbovePerMinute ?? 0);
  const before = useRef(false);
  const [all, setAll] = useState(false);
  const possible = narrow && engine !== undefined && conversation.kind === 'plenary';
  const many = useRoomTime(
    (nowMs) =>
      possible &&
      isDigested(linesLastMinute(channel ?? EMPTY, waterfall, nowMs), above, before.current),
    possible,
  );
  before.current = many;
  if (all && possible)
    return many ? { kind: 'all', onDigest: () => setAll(false) } : { kind: 'none' };
  return many ? { kind: 'digest', onAll: () => setAll(true) } : { kind: 'none' };
}
