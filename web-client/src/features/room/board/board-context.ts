// What every part of one board needs: who may what, and the acts of this person.
import { createContext, useContext } from 'react';
import type { MessageKey } from '../../../i18n/en';
import type { Board, Element } from '../../../protocol/convene/v1/board_pb';
import type { Boards } from '../../../session/boards';
import type { BoardActs } from './board-acts';
import type { May } from './board-may';

export interface BoardFacts {
  boardId: string;
  boards: Boards;
  acts: BoardActs;
  may: May;
  meId: string;
  /** Who reads what is written here. */
  audience: MessageKey;
  /** Each person has votes here. */
  voted: boolean;
  /** None is left. */
  votesSpent: boolean;
  sections: readonly Element[];
  /** Other boards on which one may work. */
  targets: readonly Board[];
  /** After what was done, the focus goes to this element. */
  follow: (elementId: string) => void;
}

export const BoardContext = createContext<BoardFacts | undefined>(undefined);

export function useFacts(): BoardFacts {
  const facts = useContext(BoardContext);
  if (!facts) throw new Error('a part of a board needs a BoardContext above it');
  return facts;
}
