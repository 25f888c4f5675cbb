// Lines that the view does not hold, fetched: how they join it and follow what changes.
import type { Line } from '../protocol/convene/v1/chat_pb';
import type { Change, View } from '../protocol/convene/v1/view_pb';

/** The view with lines before the first that it holds of a channel. */
export function withEarlier(
  view: View,
  channelId: string,
  earlier: readonly Line[],
  hasEarlier: boolean,
): View {
  return {
    ...view,
    channels: view.channels.map((channel) => {
      if (channel.id !== channelId) return channel;
      const held = new Set(channel.lines.map(({ id }) => id));
      const added = earlier.filter(({ id }) => !held.has(id));
      return { ...channel, lines: [...added, ...channel.lines], hasEarlier };
    }),
  };
}

/** The same lines after a change; the same array when it does not concern them. */
export function followed(lines: readonly Line[], { change }: Change): readonly Line[] {
  switch (change.case) {
    case 'linePut': {
      const put = change.value;
      return mapped(lines, put.id, () => put);
    }
    case 'lineReactions': {
      const { lineId, reactions } = change.value;
      return mapped(lines, lineId, (line) => ({ ...line, reactions }));
    }
    default:
      return lines;
  }
}

function mapped(lines: readonly Line[], id: string, map: (line: Line) => Line): readonly Line[] {
  if (!lines.some((line) => line.id === id)) return lines;
  return lines.map((line) => (line.id === id ? map(line) : line));
}
