// Boards in a view: those that everyone sees, and those of rooms; what is on them is elsewhere.
import type { Board, RoundBoard } from '../protocol/convene/v1/board_pb';
import type { Text } from '../protocol/convene/v1/session_pb';
import type { View } from '../protocol/convene/v1/view_pb';
import { myPlaceOf } from './rounds';

export function putBoard(boards: Board[], board: Board): Board[] {
  if (!boards.some(({ id }) => id === board.id)) return [...boards, board];
  return boards.map((old) => (old.id === board.id ? board : old));
}

export function boardGone(boards: Board[], id: string): Board[] {
  return boards.filter((board) => board.id !== id);
}

/** Without a board: the rooms of the round have none. */
export function putRoundBoard(all: RoundBoard[], one: RoundBoard): RoundBoard[] {
  if (!one.board) return all.filter(({ roundId }) => roundId !== one.roundId);
  if (!all.some(({ roundId }) => roundId === one.roundId)) return [...all, one];
  return all.map((old) => (old.roundId === one.roundId ? one : old));
}

/** The same as that of the room's conversation. */
export function roomBoardId(roundId: string, room: number): string {
  return `room_${roundId}_${room}`;
}

/** As the view tells it: nothing of a board that one does not see, or of a round without boards. */
export function boardTitle(
  { boards, roundBoards }: Pick<View, 'boards' | 'roundBoards'>,
  boardId: string,
): Text | undefined {
  const ofRoom = ({ roundId }: RoundBoard) => boardId.startsWith(`room_${roundId}_`);
  const board = boards.find(({ id }) => id === boardId) ?? roundBoards.find(ofRoom)?.board;
  return board?.title;
}

/** The board of the room that I am in, if its round has boards. */
export function myRoomBoardId(
  view: Pick<View, 'roundBoards' | 'myRoom' | 'openRound'> | undefined,
): string | undefined {
  const place = myPlaceOf(view);
  if (!place || !view?.roundBoards.some(({ roundId }) => roundId === place.roundId)) {
    return undefined;
  }
  return roomBoardId(place.roundId, place.room.number);
}
