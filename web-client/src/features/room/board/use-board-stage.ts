// Which boards somebody can look at in the middle of the room, and which one they do.
import { useEffect, useMemo, useState } from 'react';
import type { Board } from '../../../protocol/convene/v1/board_pb';
import { myRoomBoardId } from '../../../session/board-places';
import { useStore } from '../../../ui/use-store';
import { useRoom, useRoomState } from '../room-context';
import type { Wanted } from './wanted-board';
import { wantedBoard } from './wanted-board';

export interface BoardStage {
  /** Those that everyone sees; for facilitators, those that they prepare, too. */
  boards: readonly Board[];
  /** That of the room that I am in. */
  roomBoardId: string | undefined;
  spotlitId: string | undefined;
  /** The one that is open. */
  shownId: string | undefined;
  /** It was asked for elsewhere: the focus goes to it. */
  focused: boolean;
  /** Without an id: none. */
  onShow: (boardId: string | undefined) => void;
}

const NONE: readonly Board[] = [];
const whole = (wanted: Wanted) => wanted;

export function useBoardStage(): BoardStage | undefined {
  const boards = useRoomState(({ view }) => view?.boards ?? NONE);
  const roomBoardId = useRoomState(({ view }) => myRoomBoardId(view));
  const spotlitId = useRoomState(({ view }) => {
    const on = view?.spotlight?.on;
    return on?.case === 'boardId' ? on.value : undefined;
  });
  // Also when the rooms have closed: what one made there can be found again.
  const ofRooms = useRoomState(({ view }) => (view?.roundBoards.length ?? 0) > 0);
  const itemId = useRoomState(({ view }) => view?.now?.item?.id ?? '');
  const atStep = boards.find((board) => itemId !== '' && board.itemId === itemId)?.id;
  // What the session puts before everyone; until it puts another there, one may look elsewhere.
  const put = spotlitId ?? roomBoardId ?? atStep;
  const wanted = useStore(wantedBoard(useRoom().engine), whole);
  const [chosen, setChosen] = useState<{ id: string | undefined }>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: something else has been put there.
  useEffect(() => setChosen(undefined), [put]);

  useEffect(() => {
    if (wanted) setChosen(wanted);
  }, [wanted]);

  return useMemo(() => {
    const any = boards.length > 0 || ofRooms || roomBoardId || spotlitId || chosen?.id;
    if (!any) return undefined;
    const shownId = chosen ? chosen.id : put;
    const focused = chosen !== undefined && chosen === wanted;
    const onShow = (id: string | undefined) => setChosen({ id });
    return { boards, roomBoardId, spotlitId, shownId, focused, onShow };
  }, [boards, ofRooms, roomBoardId, spotlitId, chosen, put, wanted]);
}
