// Notes and images that are put on a canvas: in the middle of what one sees.
import { useEffect, useRef, useState } from 'react';
import { asApiError } from '../../../../api/api-error';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';
import type { ElementEdit } from '../../../../session/board-elements';
import { newElementId } from '../../../../session/board-elements';
import type { Boards } from '../../../../session/boards';
import { useRoom } from '../../room-context';
import { IMAGE_BYTES_MAX, IMAGE_KINDS, sendImage } from '../board-images';
import { NOTE_HEIGHT, NOTE_WIDTH } from '../layout';
import { takePastes } from './paste';
import { rankOnTop } from './scene-ranks';
import type { Api } from './surface';
import { middleOf } from './surface';
import { toHundredths } from './units';

interface Files {
  api: Api | undefined;
  boards: Boards;
  boardId: string;
  readOnly: boolean;
}

/** Larger ones are shown smaller at first. */
const IMAGE_SIDE_MAX = 40_000;

export function useCanvasFiles({ api, boards, boardId, readOnly }: Files) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const frame = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);

  function put(edit: Omit<ElementEdit, 'id'>, width: number, height: number): void {
    if (!api) return;
    const { elements } = boards.store(boardId).get();
    const middle = middleOf(api);
    const x = toHundredths(middle.x) - Math.round(width / 2);
    const y = toHundredths(middle.y) - Math.round(height / 2);
    const made = { id: newElementId(), rank: rankOnTop(elements.values()), x, y, width, height };
    boards.edit(boardId, [{ ...edit, ...made }]);
  }

  function addNote(): void {
    put({ kind: ElementKind.NOTE, text: t('canvas.newNote') }, NOTE_WIDTH, NOTE_HEIGHT);
    setSaid(t('canvas.noteAdded'));
  }

  function addText(text: string): void {
    put({ kind: ElementKind.TEXT, text: Array.from(text).slice(0, 2000).join('') }, 0, 2500);
  }

  async function addImage(file: File): Promise<void> {
    if (!IMAGE_KINDS.split(',').includes(file.type)) return setSaid(t('canvas.notAnImage'));
    if (file.size > IMAGE_BYTES_MAX) return setSaid(t('canvas.imageTooLarge'));
    setBusy(true);
    setSaid(t('canvas.imageSending'));
    try {
      const { imageId, width, height } = await sendImage(sessionId, file);
      const scale = Math.min(1, IMAGE_SIDE_MAX / (100 * Math.max(width, height, 1)));
      const [wide, high] = [width, height].map((side) => Math.max(100, 100 * side * scale));
      put({ kind: ElementKind.IMAGE, imageId }, Math.round(wide ?? 0), Math.round(high ?? 0));
      setSaid(t('canvas.imageAdded'));
    } catch (error) {
      setSaid(t('canvas.imageFailed', { why: t(errorKey(asApiError(error).code)) }));
    } finally {
      setBusy(false);
    }
  }

  // The listeners stay; what they call is always the newest.
  const acts = useRef({ addImage, addText });
  acts.current = { addImage, addText };
  useEffect(() => {
    if (!frame.current || readOnly) return;
    return takePastes(frame.current, {
      onImage: (file) => void acts.current.addImage(file),
      onText: (text) => acts.current.addText(text),
    });
  }, [readOnly]);

  return { frame, said, busy, addNote, addImage: (file: File) => void addImage(file) };
}
