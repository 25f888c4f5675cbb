// How long someone waits until their next line in the plenary, when that is ruled.
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Conversation } from '../../../session/conversations';
import {
  mayFacilitate,
  useMyId,
  useMyPermission,
  useRoomState,
  useRoomTime,
} from '../room-context';

/** Seconds left to wait; 0 when one may write. */
export function useSlowMode(conversation: Conversation, lines: readonly Line[]): number {
  const meId = useMyId();
  const ruled = useRoomState(({ view }) => view?.chatRules?.slowModeS ?? 0);
  const free = mayFacilitate(useMyPermission()) || conversation.kind !== 'plenary' || ruled === 0;
  const lastMs = free ? undefined : lastBy(lines, meId);
  const untilMs = lastMs === undefined ? 0 : lastMs + ruled * 1000;
  return useRoomTime((nowMs) => secondsLeft(untilMs - nowMs, ruled), untilMs > 0);
}

/** The room's clock goes by whole seconds and may be behind: never more than is ruled. */
function secondsLeft(ms: number, ruled: number): number {
  return Math.min(ruled, Math.max(0, Math.ceil(ms / 1000)));
}

function lastBy(lines: readonly Line[], personId: string): number | undefined {
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (line?.authorId === personId) return Number(line.atMs);
  }
  return undefined;
}
