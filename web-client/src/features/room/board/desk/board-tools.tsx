// Facilitators, on one board: reveal, share, freeze, spotlight, and everything else one step away.
import { useState } from 'react';
import { useSubmit } from '../../../../api/use-submit';
import { useI18n } from '../../../../i18n/i18n-provider';
import { BoardMode } from '../../../../protocol/convene/v1/board_pb';
import { Button } from '../../../../ui/button';
import { ConfirmDialog } from '../../../../ui/dialog';
import { FailedNotice } from '../../../../ui/loaded';
import { eitherOf } from '../../breakout/room-words';
import { setSpotlight } from '../../commands';
import { useRoomState } from '../../room-context';
import { isRoomBoard } from '../board-words';
import { useBoard, useLiveEngine } from '../use-board';
import { BoardDialog } from './board-dialog';
import { putBoard, removeBoard } from './desk-commands';
import { templateFrom } from './template-from';
import { saveTemplate } from './use-saved-templates';

export function BoardTools({ boardId }: { boardId: string }) {
  const { t, language } = useI18n();
  const engine = useLiveEngine();
  const { state } = useBoard(boardId);
  const [asked, setAsked] = useState<'settings' | 'remove'>();
  const [saved, setSaved] = useState(false);
  const saving = useSubmit();
  const spotlit = useRoomState(({ view }) => {
    const on = view?.spotlight?.on;
    return on?.case === 'boardId' && on.value === boardId;
  });
  const people = useRoomState(({ view }) => view?.people);
  const { board } = state;
  if (!board) return null;
  const { words: title } = eitherOf(board.title, language);
  const frozen = board.mode === BoardMode.FROZEN;
  const put = (more: Partial<typeof board>) => engine.send(putBoard({ ...board, ...more }));

  function handleTemplate() {
    const template = templateFrom(state, people ?? []);
    if (!template) return;
    void saving.run(async () => {
      await saveTemplate(template);
      setSaved(true);
    });
  }

  return (
    <details className="board-tools">
      <summary>{t('boardDesk.tools')}</summary>
      <div className="form-actions">
        {board.veiled && (
          <Button size="small" kind="primary" onClick={() => put({ veiled: false })}>
            {t('boardDesk.reveal')}
          </Button>
        )}
        <Button size="small" onClick={() => put({ shared: !board.shared })}>
          {t(board.shared ? 'boardDesk.unshare' : 'boardDesk.share')}
        </Button>
        <Button
          size="small"
          onClick={() => put({ mode: frozen ? BoardMode.OPEN : BoardMode.FROZEN })}
        >
          {t(frozen ? 'boardDesk.thaw' : 'boardDesk.freeze')}
        </Button>
        <Button
          size="small"
          onClick={() => engine.send(setSpotlight(spotlit ? undefined : { boardId }))}
        >
          {t(spotlit ? 'boardDesk.unspotlight' : 'boardDesk.spotlight')}
        </Button>
        <Button size="small" onClick={() => setAsked('settings')}>
          {t('boardDesk.settings')}
        </Button>
        <Button size="small" busy={saving.busy} onClick={handleTemplate}>
          {t('boardDesk.saveTemplate')}
        </Button>
        {!isRoomBoard(boardId) && (
          <Button size="small" kind="plain" onClick={() => setAsked('remove')}>
            {t('boardDesk.remove')}
          </Button>
        )}
      </div>
      <p role="status" className="muted">
        {saved && t('boardDesk.templateSaved')}
      </p>
      {saving.error && <FailedNotice error={saving.error} />}
      {asked === 'settings' && <BoardDialog board={board} onClose={() => setAsked(undefined)} />}
      {asked === 'remove' && (
        <ConfirmDialog
          title={t('boardDesk.removeOf', { title })}
          body={t('boardDesk.remove.body')}
          confirm={t('boardDesk.remove')}
          onConfirm={() => engine.send(removeBoard(boardId))}
          onClose={() => setAsked(undefined)}
        />
      )}
    </details>
  );
}
