// What facilitators ask for about boards, one function for each command.
import type { Board, BoardMode, Carry, Element } from '../../../../protocol/convene/v1/board_pb';
import { Face, BoardMode as Mode } from '../../../../protocol/convene/v1/board_pb';
import type { CommandBody } from '../../../../session/conversations';

export function newBoard(more: Partial<Board> = {}): Board {
  return {
    $typeName: 'convene.v1.Board',
    ...{ id: '', face: Face.NOTES, mode: Mode.OPEN, veiled: false, votesEach: 0 },
    ...{ shared: false, itemId: '', named: false },
    title: { $typeName: 'convene.v1.Text', en: '', es: '' },
    ...more,
  };
}

export function putBoard(board: Board, elements: readonly Element[] = []): CommandBody {
  return {
    case: 'putBoard',
    value: { $typeName: 'convene.v1.PutBoard', board, elements: [...elements] },
  };
}

export function removeBoard(boardId: string): CommandBody {
  return { case: 'removeBoard', value: { $typeName: 'convene.v1.RemoveBoard', boardId } };
}

/** Without a board: its rooms have none. */
export function setRoundBoard(
  roundId: string,
  board: Board | undefined,
  carry: Carry,
  elements: readonly Element[],
): CommandBody {
  const value = { $typeName: 'convene.v1.SetRoundBoard', roundId, carry } as const;
  return {
    case: 'setRoundBoard',
    value: { ...value, ...(board && { board }), elements: [...elements] },
  };
}

interface AllSettings {
  mode: BoardMode;
  veiled: boolean;
  shared: boolean;
}

export function setRoundBoards(roundId: string, settings: AllSettings): CommandBody {
  return {
    case: 'setRoundBoards',
    value: { $typeName: 'convene.v1.SetRoundBoards', roundId, ...settings },
  };
}

export function harvestBoards(roundId: string, intoBoardId: string): CommandBody {
  return {
    case: 'harvestBoards',
    value: { $typeName: 'convene.v1.HarvestBoards', roundId, intoBoardId },
  };
}
