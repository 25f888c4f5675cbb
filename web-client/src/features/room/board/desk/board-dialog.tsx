// Makes a board of the plenary, or gives a board other settings.
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Board } from '../../../../protocol/convene/v1/board_pb';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { Notice } from '../../../../ui/notice';
import { useAsked } from '../../use-asked';
import { isRoomBoard } from '../board-words';
import { useLiveEngine } from '../use-board';
import { BoardFields } from './board-fields';
import { putBoard } from './desk-commands';
import { TemplateField } from './template-field';
import { useBoardDraft } from './use-board-draft';

interface BoardDialogProps {
  /** Without an id: a new one. */
  board: Board;
  onClose: () => void;
}

export function BoardDialog({ board: first, onClose }: BoardDialogProps) {
  const { t } = useI18n();
  const asked = useAsked(useLiveEngine(), onClose);
  const draft = useBoardDraft(first);
  const made = first.id === '';

  function handleSave() {
    const board = draft.checked();
    if (board) asked.ask(putBoard(board, made ? draft.elements : []));
  }

  return (
    <Dialog
      title={t(made ? 'boardDesk.new' : 'boardDesk.settings')}
      className="dialog-tall"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={asked.busy} onClick={handleSave}>
            {t('boardDesk.save')}
          </Button>
        </>
      }
    >
      <p className="muted">{t('boardDesk.sees')}</p>
      {made && <TemplateField onBuiltIn={draft.onBuiltIn} onSaved={draft.onSaved} />}
      <BoardFields
        board={draft.board}
        votes={draft.votes}
        wrong={draft.wrong}
        plenary={!isRoomBoard(first.id)}
        onBoard={draft.setBoard}
        onVotes={draft.setVotes}
      />
      {asked.refused !== undefined && <Notice tone="danger">{t(errorKey(asked.refused))}</Notice>}
    </Dialog>
  );
}
