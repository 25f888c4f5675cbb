// When polls opened and what came of them, between the lines of a chat by time.
import type { Channel, Line } from '../../../protocol/convene/v1/chat_pb';
import type { Run, RunResults } from '../../../protocol/convene/v1/poll_pb';
import type { Conversation } from '../../../session/conversations';

export interface Mark {
  key: string;
  kind: 'opened' | 'results';
  atMs: number;
  run: Run;
}

/** Of the conversation of the place where they took place. */
export function marksOf(
  runs: readonly Run[],
  shown: readonly Pick<RunResults, 'runId'>[],
  conversation: Conversation,
): Mark[] {
  const marks = runs
    .filter((run) => belongs(run, conversation))
    .flatMap((run) => {
      const opened: Mark = mark(run, 'opened', run.openedAtMs);
      const told = run.closedAtMs > 0n && shown.some(({ runId }) => runId === run.id);
      return told ? [opened, mark(run, 'results', run.closedAtMs)] : [opened];
    });
  return marks.sort((a, b) => a.atMs - b.atMs);
}

function mark(run: Run, kind: Mark['kind'], atMs: bigint): Mark {
  return { key: `${kind} ${run.id}`, kind, atMs: Number(atMs), run };
}

function belongs({ place }: Run, conversation: Conversation): boolean {
  if (!place?.roundId) return conversation.kind === 'plenary';
  if (conversation.kind !== 'room' || conversation.roundId !== place.roundId) return false;
  return place.room === 0 || place.room === conversation.room;
}

export interface Placed {
  /** By the id of the line that they stand before. */
  before: ReadonlyMap<string, readonly Mark[]>;
  /** Behind the last line. */
  after: readonly Mark[];
}

const NOWHERE: Placed = { before: new Map(), after: [] };

/** What happened before the first line that is held stands with earlier ones. */
export function placed(
  marks: readonly Mark[],
  lines: readonly Line[],
  channel: Pick<Channel, 'hasEarlier'> | undefined,
): Placed {
  if (marks.length === 0) return NOWHERE;
  const firstMs = Number(lines[0]?.atMs ?? 0n);
  const before = new Map<string, Mark[]>();
  const after: Mark[] = [];
  for (const one of marks) {
    if (channel?.hasEarlier && one.atMs < firstMs) continue;
    const line = lines[firstAfter(lines, one.atMs)];
    if (!line) after.push(one);
    else before.set(line.id, [...(before.get(line.id) ?? []), one]);
  }
  return { before, after };
}

/** By halves: chats are long. */
function firstAfter(lines: readonly Line[], atMs: number): number {
  let [from, to] = [0, lines.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (Number(lines[middle]?.atMs ?? 0n) > atMs) to = middle;
    else from = middle + 1;
  }
  return from;
}
