// What a board asks for, one function for each command of someone who works on it.

import type { ElementEdit } from './board-elements';
import { elementOf } from './board-elements';
import type { CommandBody } from './conversations';

export function editBoard(boardId: string, edits: readonly ElementEdit[]): CommandBody {
  const elements = edits.map(elementOf);
  return {
    case: 'editBoard',
    value: { $typeName: 'convene.v1.EditBoard', boardId, elements },
  };
}

export function voteElement(boardId: string, elementId: string, on: boolean): CommandBody {
  return {
    case: 'voteElement',
    value: { $typeName: 'convene.v1.VoteElement', boardId, elementId, on },
  };
}

export function reportElement(boardId: string, elementId: string): CommandBody {
  return {
    case: 'reportElement',
    value: { $typeName: 'convene.v1.ReportElement', boardId, elementId },
  };
}

export function hideElement(boardId: string, elementId: string, hidden: boolean): CommandBody {
  return {
    case: 'hideElement',
    value: { $typeName: 'convene.v1.HideElement', boardId, elementId, hidden },
  };
}

export function carryElements(
  boardId: string,
  elementIds: readonly string[],
  intoBoardId: string,
  sectionId = '',
): CommandBody {
  const value = { $typeName: 'convene.v1.CarryElements', boardId, intoBoardId, sectionId } as const;
  return { case: 'carryElements', value: { ...value, elementIds: [...elementIds] } };
}
