// What I have asked for about lines and not heard yet: drawn over them, never put into them.
import { useMemo } from 'react';
import type { MyReaction } from '../../../protocol/convene/v1/chat_pb';
import type { Pending } from '../../../session/outbox';
import { isOpen } from '../../../session/outbox';
import { useRoomState } from '../room-context';
import type { Masks } from './reactions';
import { masksOf, wantedMasks } from './reactions';

export interface MyLines {
  /** My reactions as the server has told them, and as they will be. */
  mine: Masks;
  wanted: Masks;
  /** The new text of a line, until the server has it. */
  edits: ReadonlyMap<string, string>;
  /** Lines that are being withdrawn. */
  leaving: ReadonlySet<string>;
}

const NONE: readonly MyReaction[] = [];

export function useMyLines(): MyLines {
  const reactions = useRoomState(({ view }) => view?.myReactions ?? NONE);
  const pending = useRoomState((state) => state.pending);
  const mine = useMemo(() => masksOf(reactions), [reactions]);
  return useMemo(
    () => ({
      mine,
      wanted: wantedMasks(mine, pending),
      edits: editsOf(pending),
      leaving: leavingOf(pending),
    }),
    [mine, pending],
  );
}

function editsOf(pending: readonly Pending[]): ReadonlyMap<string, string> {
  const edits = new Map<string, string>();
  for (const item of pending) {
    if (item.body.case !== 'editLine' || !isOpen(item)) continue;
    edits.set(item.body.value.lineId, item.body.value.text);
  }
  return edits;
}

function leavingOf(pending: readonly Pending[]): ReadonlySet<string> {
  const leaving = new Set<string>();
  for (const item of pending) {
    if (item.body.case === 'deleteLine' && isOpen(item)) leaving.add(item.body.value.lineId);
  }
  return leaving;
}
