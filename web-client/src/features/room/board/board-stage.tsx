// Boards in the middle of the room: which there are, and the one that is open.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { Button } from '../../../ui/button';
import { later } from '../../../ui/later';
import { eitherOf } from '../breakout/room-words';
import { BoardPart } from './board-part';
import type { BoardStage } from './use-board-stage';
import './board.css';

const AllBoardsDialog = later(async () => (await import('./all-boards')).AllBoardsDialog, {
  quiet: true,
});

export function BoardStagePart({ stage }: { stage: BoardStage }) {
  const { t, language } = useI18n();
  const { boards, roomBoardId, spotlitId, shownId, focused, onShow } = stage;
  const [choosing, setChoosing] = useState(false);
  const titleOf = (title: (typeof boards)[number]['title']) =>
    eitherOf(title, language).words || t('board.board');
  const listed = boards.map(({ id, title, shared }) => ({
    id,
    words: shared ? titleOf(title) : t('board.unshared', { title: titleOf(title) }),
  }));
  if (roomBoardId) listed.unshift({ id: roomBoardId, words: t('board.myRoom') });
  const known = (id: string) => listed.some((one) => one.id === id);
  if (spotlitId && !known(spotlitId)) {
    listed.unshift({ id: spotlitId, words: t('board.spotlit') });
  }
  if (shownId && !known(shownId)) listed.push({ id: shownId, words: t('board.other') });
  return (
    <div className="board-stage">
      <nav className="board-chooser" aria-label={t('board.boards')}>
        <span className="board-chooser-title">{t('board.boards')}</span>
        {listed.map(({ id, words }) => (
          <Button
            key={id}
            size="small"
            aria-pressed={id === shownId}
            onClick={() => onShow(id === shownId ? undefined : id)}
          >
            {words}
          </Button>
        ))}
        <Button size="small" kind="plain" onClick={() => setChoosing(true)}>
          {t('board.all')}
        </Button>
      </nav>
      {shownId && <BoardPart key={shownId} boardId={shownId} focused={focused} />}
      {choosing && (
        <AllBoardsDialog
          onShow={(id: string) => {
            onShow(id);
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}
