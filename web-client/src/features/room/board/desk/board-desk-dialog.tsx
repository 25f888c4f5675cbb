// The desk of boards: those of the plenary, and what the rooms of each round begin with.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Board } from '../../../../protocol/convene/v1/board_pb';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { eitherOf } from '../../breakout/room-words';
import { useRoomState } from '../../room-context';
import { BoardDialog } from './board-dialog';
import { newBoard } from './desk-commands';
import { RoundBoards } from './round-boards';
import '../board.css';

const NO_BOARDS: readonly Board[] = [];
const NO_ROUNDS: readonly Round[] = [];
/** The server takes no more. */
const BOARDS_MAX = 200;

export function BoardDeskDialog({ onClose }: { onClose: () => void }) {
  const { t, language } = useI18n();
  const boards = useRoomState(({ view }) => view?.boards ?? NO_BOARDS);
  const rounds = useRoomState(({ view }) => view?.rounds ?? NO_ROUNDS);
  const [editing, setEditing] = useState<Board>();
  if (editing) {
    return <BoardDialog key={editing.id} board={editing} onClose={() => setEditing(undefined)} />;
  }
  return (
    <Dialog
      title={t('boardDesk.title')}
      className="dialog-tall"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div className="board-desk">
        <h3>{t('boardDesk.plenary')}</h3>
        {boards.length === 0 && <p className="muted">{t('boardDesk.none')}</p>}
        <ul className="board-desk-list" aria-label={t('boardDesk.plenary')}>
          {boards.map((board) => {
            const title = eitherOf(board.title, language).words || t('board.board');
            return (
              <li key={board.id} className="board-desk-row">
                <p>{board.shared ? title : t('board.unshared', { title })}</p>
                <Button
                  size="small"
                  aria-label={t('boardDesk.settingsOf', { title })}
                  onClick={() => setEditing(board)}
                >
                  {t('boardDesk.settings')}
                </Button>
              </li>
            );
          })}
        </ul>
        {boards.length < BOARDS_MAX && (
          <Button kind="primary" size="small" onClick={() => setEditing(newBoard())}>
            {t('boardDesk.new')}
          </Button>
        )}
        <h3>{t('boardDesk.rounds')}</h3>
        {rounds.length === 0 && <p className="muted">{t('boardDesk.rounds.none')}</p>}
        <ul className="board-desk-list" aria-label={t('boardDesk.rounds')}>
          {rounds.map((round) => (
            <RoundBoards key={round.id} round={round} boards={boards} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
