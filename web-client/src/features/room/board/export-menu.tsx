// Pictures of a board to keep: as an image, a drawing or a document.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { eitherOf } from '../breakout/room-words';
import { useRoom } from '../room-context';
import type { FileKind } from './export-files';
import { boardFile, fileName, save } from './export-files';
import { useBoards } from './use-board';

const KINDS: readonly FileKind[] = ['png', 'pdf', 'svg'];

export function ExportMenu({ boardId }: { boardId: string }) {
  const { t, language } = useI18n();
  const { sessionId } = useRoom();
  const boards = useBoards();
  const [state, setState] = useState<'idle' | 'working' | 'done' | 'failed'>('idle');

  async function make(kind: FileKind) {
    setState('working');
    const { board, elements } = boards.store(boardId).get();
    const title = eitherOf(board?.title, language).words || t('picture.board');
    const options = { sessionId, language, untitled: t('canvas.untitled') };
    try {
      save(await boardFile(kind, board, elements, options, title), fileName(title, kind));
      setState('done');
    } catch {
      setState('failed');
    }
  }

  return (
    <>
      {KINDS.map((kind) => (
        <Button key={kind} size="small" busy={state === 'working'} onClick={() => void make(kind)}>
          {t(`export.${kind}`)}
        </Button>
      ))}
      <span role="status">{state !== 'idle' && t(`export.${state}`)}</span>
    </>
  );
}
