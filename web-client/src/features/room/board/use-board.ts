// A board for as long as it is drawn: what is on it, and the ways to work on it.
import { useEffect } from 'react';
import type { BoardState } from '../../../session/board-desk';
import type { Boards } from '../../../session/boards';
import { boardsOf } from '../../../session/boards';
import type { Engine } from '../../../session/engine';
import { useStore } from '../../../ui/use-store';
import { useRoom } from '../room-context';

export interface OnBoard {
  boards: Boards;
  state: BoardState;
}

export function useBoard(boardId: string): OnBoard {
  const boards = useBoards();
  const state = useStore(boards.store(boardId), whole);
  useEffect(() => boards.watch(boardId), [boards, boardId]);
  return { boards, state };
}

/** Without looking at any. */
export function useBoards(): Boards {
  return boardsOf(useLiveEngine());
}

/** Boards are for live sessions: what shows them sees to that. */
export function useLiveEngine(): Engine {
  const { engine } = useRoom();
  if (!engine) throw new Error('boards need a live session');
  return engine;
}

const whole = (state: BoardState) => state;
