// What is new in a view that replaced an older one.
import type { View } from '../protocol/convene/v1/view_pb';

/** Lines by others that the old view did not hold, as far as the new one reaches. */
export function linesSince(before: View, after: View): number {
  const meId = after.me?.personId;
  let count = 0;
  for (const channel of after.channels) {
    const old = before.channels.find(({ id }) => id === channel.id);
    const known = new Set(old?.lines.map(({ id }) => id));
    count += channel.lines.filter((line) => !known.has(line.id) && line.authorId !== meId).length;
  }
  return count;
}
