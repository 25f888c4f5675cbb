// The settings of a board: what it is called, how it is drawn, and who does what on it.
import { inLanguage } from '../../../../i18n/enum-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { AgendaItem } from '../../../../protocol/convene/v1/agenda_pb';
import type { Board } from '../../../../protocol/convene/v1/board_pb';
import { Face } from '../../../../protocol/convene/v1/board_pb';
import { SelectField, TextField } from '../../../../ui/field';
import { useRoomState } from '../../room-context';
import { TitleFields } from '../title-fields';
import { CheckField } from './check-field';
import { ModeField } from './mode-field';

export interface BoardWrong {
  title: boolean;
  votes: boolean;
}

interface BoardFieldsProps {
  board: Board;
  votes: string;
  wrong: BoardWrong;
  /** A board of the plenary: it can be shared with a step. */
  plenary: boolean;
  onBoard: (board: Board) => void;
  onVotes: (votes: string) => void;
}

const NONE: readonly AgendaItem[] = [];

export function BoardFields(props: BoardFieldsProps) {
  const { board, votes, wrong, plenary, onBoard, onVotes } = props;
  const { t, language } = useI18n();
  const items = useRoomState(({ view }) => view?.agenda?.items ?? NONE);
  return (
    <>
      <TitleFields
        value={board.title}
        wrong={wrong.title}
        onChange={(title) => onBoard({ ...board, title })}
      />
      <SelectField
        label={t('boardDesk.face')}
        free
        value={String(board.face)}
        onChange={(face) => onBoard({ ...board, face: Number(face) as Face })}
      >
        <option value={Face.NOTES}>{t('boardDesk.face.notes')}</option>
        <option value={Face.CANVAS}>{t('boardDesk.face.canvas')}</option>
      </SelectField>
      <ModeField
        label={t('boardDesk.mode')}
        value={board.mode}
        onChange={(mode) => onBoard({ ...board, mode })}
      />
      <TextField
        label={t('boardDesk.votes')}
        hint={t('boardDesk.votes.hint')}
        error={wrong.votes ? t('boardDesk.wrongVotes') : undefined}
        free
        inputMode="numeric"
        autoComplete="off"
        value={votes}
        onChange={onVotes}
      />
      <CheckField checked={board.veiled} onChange={(veiled) => onBoard({ ...board, veiled })}>
        {t('boardDesk.veiled')}
      </CheckField>
      <CheckField checked={board.named} onChange={(named) => onBoard({ ...board, named })}>
        {t('boardDesk.named')}
      </CheckField>
      {plenary && (
        <>
          <CheckField checked={board.shared} onChange={(shared) => onBoard({ ...board, shared })}>
            {t('boardDesk.shared')}
          </CheckField>
          <SelectField
            label={t('boardDesk.item')}
            free
            value={board.itemId}
            onChange={(itemId) => onBoard({ ...board, itemId })}
          >
            <option value="">{t('boardDesk.item.none')}</option>
            {items.map(({ id, title }) => (
              <option key={id} value={id}>
                {inLanguage(title, language).words}
              </option>
            ))}
          </SelectField>
        </>
      )}
    </>
  );
}
