// Words for what stands on a board, and for who sees and changes it.
import type { MessageKey } from '../../../i18n/en';
import type { Board } from '../../../protocol/convene/v1/board_pb';
import { BoardMode, ElementKind } from '../../../protocol/convene/v1/board_pb';

export const KIND_WORDS: Record<ElementKind, MessageKey> = {
  [ElementKind.UNSPECIFIED]: 'board.kind.other',
  [ElementKind.NOTE]: 'board.kind.note',
  [ElementKind.TEXT]: 'board.kind.text',
  [ElementKind.RECTANGLE]: 'board.kind.rectangle',
  [ElementKind.ELLIPSE]: 'board.kind.ellipse',
  [ElementKind.DIAMOND]: 'board.kind.diamond',
  [ElementKind.LINE]: 'board.kind.line',
  [ElementKind.STROKE]: 'board.kind.stroke',
  [ElementKind.IMAGE]: 'board.kind.image',
  [ElementKind.SECTION]: 'board.kind.section',
  [ElementKind.COMMENT]: 'board.kind.comment',
};

export const MODE_WORDS: Record<BoardMode, MessageKey> = {
  [BoardMode.UNSPECIFIED]: 'board.mode.open',
  [BoardMode.OPEN]: 'board.mode.open',
  [BoardMode.COMMENTS]: 'board.mode.comments',
  [BoardMode.FACILITATORS]: 'board.mode.facilitators',
  [BoardMode.FROZEN]: 'board.mode.frozen',
};

export function isRoomBoard(boardId: string): boolean {
  return boardId.startsWith('room_');
}

export function audienceOf(board: Board | undefined): MessageKey {
  if (board?.veiled) return 'board.sees.veiled';
  if (board && isRoomBoard(board.id)) {
    return board.shared ? 'board.sees.everyone' : 'board.sees.room';
  }
  return board?.shared === false ? 'board.sees.facilitators' : 'board.sees.everyone';
}

/** Enough of a text to know which one is meant. */
export function shortText(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > SHORT_CHARS ? `${line.slice(0, SHORT_CHARS - 1)}…` : line;
}

const SHORT_CHARS = 40;
