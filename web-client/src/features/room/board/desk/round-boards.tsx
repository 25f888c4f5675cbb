// The boards of one round: what its rooms begin with, who works on all of them, and their harvest.
import { useState } from 'react';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Board } from '../../../../protocol/convene/v1/board_pb';
import type { Round } from '../../../../protocol/convene/v1/breakout_pb';
import { RoundState } from '../../../../protocol/convene/v1/breakout_pb';
import { Button } from '../../../../ui/button';
import { Notice } from '../../../../ui/notice';
import { eitherOf } from '../../breakout/room-words';
import { useRoomState } from '../../room-context';
import { useAsked } from '../../use-asked';
import { useLiveEngine } from '../use-board';
import { AllBoardsForm } from './all-boards-form';
import { HarvestForm } from './harvest-form';
import { RoundBoardForm } from './round-board-form';

interface RoundBoardsProps {
  round: Round;
  /** Of the plenary. */
  boards: readonly Board[];
}

export function RoundBoards({ round, boards }: RoundBoardsProps) {
  const { t, language } = useI18n();
  const has = useRoomState(({ view }) =>
    view?.roundBoards.find(({ roundId }) => roundId === round.id),
  );
  const [setting, setSetting] = useState(false);
  const asked = useAsked(useLiveEngine(), () => setSetting(false));
  const title = eitherOf(round.title, language).words;
  const planned = round.state === RoundState.PLANNED;
  return (
    <li className="board-desk-row">
      <h4>{title}</h4>
      <p className="muted">
        {has
          ? t('boardDesk.roundBoard.has', { title: eitherOf(has.board?.title, language).words })
          : t('boardDesk.roundBoard.hasNone')}
      </p>
      {planned && !setting && (
        <Button
          size="small"
          aria-label={t(has ? 'boardDesk.roundBoard.changeOf' : 'boardDesk.roundBoard.setOf', {
            title,
          })}
          onClick={() => setSetting(true)}
        >
          {t(has ? 'boardDesk.roundBoard.change' : 'boardDesk.roundBoard.set')}
        </Button>
      )}
      {planned && setting && (
        <RoundBoardForm
          round={round}
          title={title}
          has={has}
          asked={asked}
          onClose={() => setSetting(false)}
        />
      )}
      {!planned && has && (
        <>
          <AllBoardsForm roundId={round.id} title={title} first={has.board} asked={asked} />
          <HarvestForm roundId={round.id} title={title} boards={boards} asked={asked} />
        </>
      )}
      {asked.refused !== undefined && <Notice tone="danger">{t(errorKey(asked.refused))}</Notice>}
    </li>
  );
}
