// What lines say about each other: what they answer, how many answer them, whom they mention.
import { useMemo } from 'react';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { useRoomState } from '../room-context';

export interface LineFacts {
  byId: ReadonlyMap<string, Line>;
  /** Answers, by the first line of their thread. */
  replies: ReadonlyMap<string, number>;
  /** Names of those that a line mentions, one a row. */
  names: (line: Line) => string;
}

const NOBODY: readonly Person[] = [];

export function useLineFacts(lines: readonly Line[]): LineFacts {
  const people = useRoomState(({ view }) => view?.people ?? NOBODY);
  const nameOf = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people]);
  const { byId, replies } = useMemo(() => related(lines), [lines]);
  return {
    byId,
    replies,
    names({ mentionIds }) {
      if (mentionIds.length === 0) return '';
      return mentionIds.flatMap((id) => nameOf.get(id) ?? []).join('\n');
    },
  };
}

function related(lines: readonly Line[]) {
  const byId = new Map<string, Line>();
  const replies = new Map<string, number>();
  for (const line of lines) {
    byId.set(line.id, line);
    const root = line.replyToId;
    if (root !== '') replies.set(root, (replies.get(root) ?? 0) + 1);
  }
  return { byId, replies };
}
