// The head of a board: its title, who works on it now, votes left, undo, and how it is drawn.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Board } from '../../../protocol/convene/v1/board_pb';
import { BoardMode } from '../../../protocol/convene/v1/board_pb';
import type { BoardState } from '../../../session/board-desk';
import type { Undone } from '../../../session/board-history';
import { Button } from '../../../ui/button';
import { eitherOf } from '../breakout/room-words';
import { useRoom } from '../room-context';
import { useFacts } from './board-context';
import { MODE_WORDS } from './board-words';
import { ExportMenuPart } from './picture-later';

interface BoardHeadProps {
  labelId: string;
  board: Board;
  state: BoardState;
  votesLeft: number;
  list: boolean;
  onList: (list: boolean) => void;
}

export function BoardHead({ labelId, board, state, votesLeft, list, onList }: BoardHeadProps) {
  const { t, language } = useI18n();
  const { boards, boardId, may, voted } = useFacts();
  const [undone, setUndone] = useState<Undone>();
  const title = eitherOf(board.title, language);
  const open = board.mode === BoardMode.OPEN || board.mode === BoardMode.UNSPECIFIED;
  return (
    <header className="board-head">
      <h2 id={labelId} lang={title.lang} tabIndex={-1}>
        {title.words || t('board.board')}
      </h2>
      {!open && <p className="board-mode">{t(MODE_WORDS[board.mode] ?? 'board.mode.open')}</p>}
      {board.veiled && <p className="board-mode">{t('board.veiled')}</p>}
      {state.state === 'loading' && <p role="status">{t('loading')}</p>}
      {voted && may.say && (
        <p className="board-votes" role="status">
          {t('board.votesLeft', { left: Math.max(0, votesLeft), all: board.votesEach })}
        </p>
      )}
      <div className="board-head-acts">
        {may.say && (
          <>
            <Button
              size="small"
              aria-disabled={!state.canUndo || undefined}
              onClick={() => state.canUndo && setUndone(boards.undo(boardId))}
            >
              {t('board.undo')}
            </Button>
            <Button
              size="small"
              aria-disabled={!state.canRedo || undefined}
              onClick={() => state.canRedo && setUndone(boards.redo(boardId))}
            >
              {t('board.redo')}
            </Button>
          </>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form. */}
        <div className="board-faces" role="group" aria-label={t('board.faces')}>
          <Button size="small" aria-pressed={list} onClick={() => onList(true)}>
            {t('board.face.list')}
          </Button>
          <Button size="small" aria-pressed={!list} onClick={() => onList(false)}>
            {t('board.face.board')}
          </Button>
        </div>
        <Downloads board={board} />
      </div>
      <p className="visually-hidden" role="status">
        {undone === 'all' && t('board.undone')}
      </p>
      {(undone === 'kept' || undone === 'part') && (
        <p className="board-mode" role="status">
          {t(undone === 'kept' ? 'board.undo.kept' : 'board.undo.part')}
        </p>
      )}
    </header>
  );
}

function Downloads({ board }: { board: Board }) {
  const { t, language } = useI18n();
  const { sessionId } = useRoom();
  const [open, setOpen] = useState(false);
  const at = `/api/sessions/${sessionId}/boards/${encodeURIComponent(board.id)}`;
  return (
    <details
      className="board-downloads"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{t('board.export')}</summary>
      <p className="form-actions">
        <a href={`${at}/export.csv?language=${language}`} download>
          {t('board.export.csv')}
        </a>
        <a href={`${at}/export.md?language=${language}`} download>
          {t('board.export.md')}
        </a>
        {open && <ExportMenuPart boardId={board.id} />}
      </p>
      <p className="muted">{t(board.named ? 'board.export.named' : 'board.export.roles')}</p>
    </details>
  );
}
