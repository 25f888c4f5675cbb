// A canvas comes with the library that draws it, when one is first shown.
import { withWords } from '../../../../i18n/catalogues';
import { later } from '../../../../ui/later';

export interface CanvasProps {
  boardId: string;
  /** One may look, and do nothing. */
  readOnly: boolean;
}

/** Needs a room with a live engine around it. */
export const Canvas = later<CanvasProps>(() =>
  withWords(['canvas'], async () => {
    const [{ CanvasBoard }, { loadLibrary }] = await Promise.all([
      import('./canvas-board'),
      import('./library'),
    ]);
    await loadLibrary();
    return CanvasBoard;
  }),
);
