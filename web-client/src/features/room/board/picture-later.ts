// Pictures of boards come when the first is shown; none of the libraries of a canvas with them.
import { withWords } from '../../../i18n/catalogues';
import { later } from '../../../ui/later';

export const BoardThumbnailPart = later<{ boardId: string }>(
  () => withWords(['canvas'], async () => (await import('./thumbnail')).BoardThumbnail),
  { quiet: true },
);

export const ExportMenuPart = later<{ boardId: string }>(
  () => withWords(['canvas'], async () => (await import('./export-menu')).ExportMenu),
  { quiet: true },
);
