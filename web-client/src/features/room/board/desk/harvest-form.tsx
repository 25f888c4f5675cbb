// Collects the notes of all rooms of a round on a board of the plenary, a column for each room.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Board } from '../../../../protocol/convene/v1/board_pb';
import { Button } from '../../../../ui/button';
import { SelectField } from '../../../../ui/field';
import { eitherOf } from '../../breakout/room-words';
import type { Asked } from '../../use-asked';
import { harvestBoards } from './desk-commands';

interface HarvestFormProps {
  roundId: string;
  title: string;
  boards: readonly Board[];
  asked: Asked;
}

export function HarvestForm({ roundId, title, boards, asked }: HarvestFormProps) {
  const { t, language } = useI18n();
  const [chosen, setChosen] = useState<string>();
  const into = boards.find(({ id }) => id === chosen)?.id ?? boards[0]?.id;
  if (into === undefined) return <p className="muted">{t('boardDesk.harvest.none')}</p>;
  return (
    <div>
      <SelectField label={t('boardDesk.harvest.into')} free value={into} onChange={setChosen}>
        {boards.map((board) => (
          <option key={board.id} value={board.id}>
            {eitherOf(board.title, language).words}
          </option>
        ))}
      </SelectField>
      <Button
        size="small"
        busy={asked.busy}
        aria-label={t('boardDesk.harvestOf', { title })}
        onClick={() => asked.ask(harvestBoards(roundId, into))}
      >
        {t('boardDesk.harvest')}
      </Button>
    </div>
  );
}
