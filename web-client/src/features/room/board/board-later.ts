// Boards come when the first one is shown, with their words.
import { withWords } from '../../../i18n/catalogues';
import { later } from '../../../ui/later';
import type { BoardStage } from './use-board-stage';

export const BoardStagePart = later<{ stage: BoardStage }>(() =>
  withWords(['board'], async () => (await import('./board-stage')).BoardStagePart),
);

export const BoardDeskDialog = later<{ onClose: () => void }>(
  () =>
    withWords(
      ['board', 'boardDesk'],
      async () => (await import('./desk/board-desk-dialog')).BoardDeskDialog,
    ),
  { quiet: true },
);
