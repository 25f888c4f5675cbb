// What has been pressed between two counts. A count that went back is another moment of a replay.
import type { Reaction } from '../../../protocol/convene/v1/chat_pb';
import type { Pulse } from '../../../protocol/convene/v1/hand_pb';

export interface PulseStep {
  reaction: Reaction;
  more: number;
}

export function pulseSteps(before: Pulse | undefined, after: Pulse | undefined): PulseStep[] {
  const had = new Map(before?.counts.map(({ reaction, count }) => [reaction, count]));
  return (after?.counts ?? []).flatMap(({ reaction, count }) => {
    const more = count - (had.get(reaction) ?? 0);
    return more > 0 ? [{ reaction, more }] : [];
  });
}
