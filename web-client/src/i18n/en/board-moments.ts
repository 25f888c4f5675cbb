// English: what of boards is said before the first one has come.

export const boardMoments = {
  'error.noSuchBoard': 'This board or note is no longer there, or you cannot see it.',
  'error.boardClosed':
    'You cannot do that on this board now: look at what it says who works on it.',
  'error.elementLocked': 'This is locked, or it is not yours to change.',
  'error.boardFull': 'No more fits on this board, or the session has too many boards.',
  'error.noVotesLeft': 'You have no votes left on this board. Take one back first.',
  'error.badElement': 'Something of it is not as it must be, for example a text that is too long.',
  'board.tool': 'Boards',
  'did.changeBoards': 'Change the boards',
  'did.editBoard': 'Change the board',
  'did.voteElement': 'Vote on the board',
  'did.reportElement': 'Report a note',
  'did.hideElement': 'Hide or show a note',
  'did.carryElements': 'Copy notes to another board',
  'did.harvestBoards': 'Collect notes from the rooms',
} as const;
