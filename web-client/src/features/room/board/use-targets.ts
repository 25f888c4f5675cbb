// Other boards to which somebody may copy what is on this one.
import { useMemo } from 'react';
import type { Board } from '../../../protocol/convene/v1/board_pb';
import { myRoomBoardId } from '../../../session/board-places';
import { myPlaceOf } from '../../../session/rounds';
import { useRoomState } from '../room-context';
import { mayOn } from './board-may';

/** More than these are found nowhere in a menu. */
const TARGETS_MAX = 5;

export function useTargets(boardId: string): readonly Board[] {
  const view = useRoomState((state) => state.view);
  const ids = targetsOf();
  const key = ids.map(({ id, title }) => `${id} ${title?.en} ${title?.es}`).join();

  function targetsOf(): Board[] {
    if (!view) return [];
    const id = myRoomBoardId(view);
    const roundId = myPlaceOf(view)?.roundId;
    const mine = view.roundBoards.find((one) => one.roundId === roundId)?.board;
    const room = id && mine ? [{ ...mine, id }] : [];
    return [...room, ...view.boards]
      .filter((board) => board.id !== boardId && mayOn(board, view).work)
      .slice(0, TARGETS_MAX);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether they are others.
  return useMemo(() => ids, [key]);
}
