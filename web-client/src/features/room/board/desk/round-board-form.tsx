// What every room of a round begins with, and what it brings along from before.
import { useState } from 'react';
import type { MessageKey } from '../../../../i18n/en';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RoundBoard } from '../../../../protocol/convene/v1/board_pb';
import { Carry } from '../../../../protocol/convene/v1/board_pb';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { Button } from '../../../../ui/button';
import { SelectField } from '../../../../ui/field';
import type { Asked } from '../../use-asked';
import { BoardFields } from './board-fields';
import { newBoard, setRoundBoard } from './desk-commands';
import { TemplateField } from './template-field';
import { useBoardDraft } from './use-board-draft';

interface RoundBoardFormProps {
  round: Round;
  title: string;
  has: RoundBoard | undefined;
  asked: Asked;
  onClose: () => void;
}

const CARRIES: readonly { carry: Carry; words: MessageKey }[] = [
  { carry: Carry.UNSPECIFIED, words: 'boardDesk.carry.none' },
  { carry: Carry.PERSON, words: 'boardDesk.carry.person' },
  { carry: Carry.ROOM, words: 'boardDesk.carry.room' },
  { carry: Carry.GROUP, words: 'boardDesk.carry.group' },
];

export function RoundBoardForm({ round, title, has, asked, onClose }: RoundBoardFormProps) {
  const { t } = useI18n();
  const draft = useBoardDraft(has?.board ?? newBoard());
  const [carry, setCarry] = useState(has?.carry ?? Carry.UNSPECIFIED);

  function handleSave() {
    const board = draft.checked();
    if (board) asked.ask(setRoundBoard(round.id, { ...board, id: '' }, carry, draft.elements));
  }

  return (
    <form
      className="form"
      aria-label={t('boardDesk.roundBoard', { title })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        handleSave();
      }}
    >
      {has && <p className="muted">{t('boardDesk.roundBoard.replaces')}</p>}
      <TemplateField onBuiltIn={draft.onBuiltIn} onSaved={draft.onSaved} />
      <BoardFields
        board={draft.board}
        votes={draft.votes}
        wrong={draft.wrong}
        plenary={false}
        onBoard={draft.setBoard}
        onVotes={draft.setVotes}
      />
      <SelectField
        label={t('boardDesk.carry')}
        free
        value={String(carry)}
        onChange={(value) => setCarry(Number(value) as Carry)}
      >
        {CARRIES.map(({ carry: value, words }) => (
          <option key={value} value={value}>
            {t(words)}
          </option>
        ))}
      </SelectField>
      <div className="form-actions">
        <Button type="submit" size="small" kind="primary" busy={asked.busy}>
          {t('boardDesk.save')}
        </Button>
        {has && (
          <Button
            size="small"
            busy={asked.busy}
            onClick={() => asked.ask(setRoundBoard(round.id, undefined, Carry.UNSPECIFIED, []))}
          >
            {t('boardDesk.roundBoard.none')}
          </Button>
        )}
        <Button size="small" kind="plain" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
