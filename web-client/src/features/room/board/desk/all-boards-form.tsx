// All boards of a round at once: who works on them, and whether everyone sees them.
import { useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Board } from '../../../../protocol/convene/v1/board_pb';
import { BoardMode } from '../../../../protocol/convene/v1/board_pb';
import { Button } from '../../../../ui/button';
import type { Asked } from '../../use-asked';
import { CheckField } from './check-field';
import { setRoundBoards } from './desk-commands';
import { ModeField } from './mode-field';

interface AllBoardsFormProps {
  roundId: string;
  title: string;
  first: Board | undefined;
  asked: Asked;
}

export function AllBoardsForm({ roundId, title, first, asked }: AllBoardsFormProps) {
  const { t } = useI18n();
  const [mode, setMode] = useState<BoardMode>(first?.mode || BoardMode.OPEN);
  const [veiled, setVeiled] = useState(first?.veiled ?? false);
  const [shared, setShared] = useState(first?.shared ?? false);
  return (
    <div>
      <ModeField label={t('boardDesk.modeOfAll', { title })} value={mode} onChange={setMode} />
      <CheckField checked={shared} onChange={setShared}>
        {t('boardDesk.sharedAll')}
      </CheckField>
      <CheckField checked={veiled} onChange={setVeiled}>
        {t('boardDesk.veiledAll')}
      </CheckField>
      <Button
        size="small"
        busy={asked.busy}
        aria-label={t('boardDesk.applyOf', { title })}
        onClick={() => asked.ask(setRoundBoards(roundId, { mode, veiled, shared }))}
      >
        {t('boardDesk.apply')}
      </Button>
    </div>
  );
}
