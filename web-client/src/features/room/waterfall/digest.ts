// When more is written in the plenary than anyone reads on a phone: how much, and some of it.
import type { Channel, Line } from '../../../protocol/convene/v1/chat_pb';
import { Withdrawn } from '../../../protocol/convene/v1/chat_pb';
import type { Waterfall } from '../../../protocol/convene/v1/waterfall_pb';
import { WaterfallState } from '../../../protocol/convene/v1/waterfall_pb';

const MINUTE_MS = 60_000;
/** What the rules mean by 0. */
export const ABOVE_PER_MINUTE = 300;
export const SAMPLE_MAX = 8;

/** How many lines there were in the last minute, as far as this browser knows. */
export function linesLastMinute(
  channel: Pick<Channel, 'lines' | 'hasEarlier'>,
  waterfall: Waterfall | undefined,
  nowMs: number,
): number {
  const recent = recentLines(channel.lines, nowMs).length;
  // Whoever has just come holds the last ones alone: of a release the number is known.
  if (!channel.hasEarlier || recent < channel.lines.length) return recent;
  if (waterfall?.state !== WaterfallState.RELEASED) return recent;
  const fresh = Number(waterfall.endedAtMs) > nowMs - MINUTE_MS;
  return fresh ? Math.max(recent, waterfall.released) : recent;
}

/** They stand in the order of their times: looked at from the end. */
export function recentLines(lines: readonly Line[], nowMs: number): readonly Line[] {
  let from = lines.length;
  while (from > 0 && Number(lines[from - 1]?.atMs) > nowMs - MINUTE_MS) from--;
  return lines.slice(from);
}

/** Once it is on, it does not go off before it has become quiet: else it would come and go. */
export function isDigested(count: number, above: number, before: boolean): boolean {
  const limit = above || ABOVE_PER_MINUTE;
  return count > (before ? limit / 2 : limit);
}

export interface SampleFacts {
  meId: string;
  /** My lines, to know what answers them. */
  mineIds: ReadonlySet<string>;
  pinnedIds: ReadonlySet<string>;
  facilitatorIds: ReadonlySet<string>;
}

/** What concerns me always, then what facilitators say; the rest is spread over the minute. */
export function sampleOf(lines: readonly Line[], facts: SampleFacts): Line[] {
  const readable = lines.filter(({ withdrawn }) => withdrawn === Withdrawn.UNSPECIFIED);
  const rank = rankOf(facts);
  const due = readable.filter((line) => rank(line) > 0);
  const chosen = new Set(
    // The newest of each rank, when there are too many.
    [...due]
      .reverse()
      .sort((a, b) => rank(b) - rank(a))
      .slice(0, SAMPLE_MAX),
  );
  const others = readable.filter((line) => !chosen.has(line) && rank(line) === 0);
  for (const line of spread(others, SAMPLE_MAX - chosen.size)) chosen.add(line);
  return readable.filter((line) => chosen.has(line));
}

function rankOf({ meId, mineIds, pinnedIds, facilitatorIds }: SampleFacts) {
  return (line: Line): number => {
    if (line.mentionIds.includes(meId)) return 4;
    if (mineIds.has(line.replyToId)) return 3;
    if (pinnedIds.has(line.id)) return 2;
    return facilitatorIds.has(line.authorId) ? 1 : 0;
  };
}

/** So many of them, from the first to the last in even steps. */
function spread(lines: readonly Line[], count: number): Line[] {
  if (lines.length <= count) return [...lines];
  return Array.from({ length: count }, (_, at) => {
    const place = Math.floor(((at + 0.5) * lines.length) / count);
    return lines[place] as Line;
  });
}
