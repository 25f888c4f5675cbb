// How many lines of a conversation someone has not seen yet.
import type { Channel } from '../protocol/convene/v1/chat_pb';

/** The id of the last line that was seen, by conversation key. */
export type ReadMarks = Readonly<Record<string, string>>;

/** Lines by others after the mark; without a mark, all of them. */
export function unreadCount(channel: Channel, mark: string | undefined, meId: string): number {
  let count = 0;
  for (let index = channel.lines.length - 1; index >= 0; index--) {
    const line = channel.lines[index];
    if (line === undefined || line.id === mark) break;
    if (line.authorId !== meId) count += 1;
  }
  return count;
}

export function lastLineId(channel: Channel | undefined): string {
  return channel?.lines[channel.lines.length - 1]?.id ?? '';
}
