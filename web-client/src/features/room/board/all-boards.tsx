// Every board that this person may see, also of rooms that have closed.
import { useCallback } from 'react';
import { call } from '../../../api/call';
import { useLoad } from '../../../api/use-load';
import { useI18n } from '../../../i18n/i18n-provider';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { FailedNotice } from '../../../ui/loaded';
import { eitherOf } from '../breakout/room-words';
import { useRoom } from '../room-context';
import { isRoomBoard } from './board-words';

interface AllBoardsDialogProps {
  onShow: (boardId: string) => void;
  onClose: () => void;
}

export function AllBoardsDialog({ onShow, onClose }: AllBoardsDialogProps) {
  const { t, language } = useI18n();
  const { sessionId } = useRoom();
  const { state, reload } = useLoad(
    useCallback(
      (signal: AbortSignal) =>
        call(InSession.method.listBoards, {}, { params: { session_id: sessionId }, signal }),
      [sessionId],
    ),
  );
  const boards = state.kind === 'ready' ? state.value.boards : [];
  return (
    <Dialog
      title={t('board.all')}
      className="dialog-tall"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {state.kind === 'loading' && <p role="status">{t('loading')}</p>}
      {state.kind === 'failed' && <FailedNotice error={state.error} onRetry={reload} />}
      {state.kind === 'ready' && boards.length === 0 && <p>{t('board.all.none')}</p>}
      <ul className="board-all">
        {boards.map(({ id, title }) => (
          <li key={id}>
            <Button onClick={() => onShow(id)}>
              {eitherOf(title, language).words || t('board.board')}
              {isRoomBoard(id) && ` · ${t('board.ofRoom', { number: roomNumber(id) })}`}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** The number at the end of its id. */
function roomNumber(boardId: string): string {
  return boardId.slice(boardId.lastIndexOf('_') + 1);
}
