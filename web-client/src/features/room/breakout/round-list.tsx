// The rounds of the session; the one for the present step of the agenda comes first.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Round } from '../../../protocol/convene/v1/breakout_pb';
import { RoundState } from '../../../protocol/convene/v1/breakout_pb';
import type { Engine } from '../../../session/engine';
import { ConfirmDialog } from '../../../ui/dialog';
import { useRoomState } from '../room-context';
import { OpenDialog } from './open-dialog';
import { removeRound, reopenRooms } from './room-commands';
import { RoundCard, useRoundTitle } from './round-card';

interface RoundListProps {
  engine: Engine;
  rounds: readonly Round[];
  /** Another round is open: only one is at a time. */
  blocked: boolean;
  onPlan: (round: Round) => void;
}

export function RoundList({ engine, rounds, blocked, onPlan }: RoundListProps) {
  const { t } = useI18n();
  const [openingId, setOpeningId] = useState<string>();
  const [removing, setRemoving] = useState<Round>();
  const title = useRoundTitle();
  const itemId = useRoomState(({ view }) => view?.now?.item?.id ?? '');
  if (rounds.length === 0) {
    return blocked ? null : <p className="muted">{t('rounds.empty')}</p>;
  }
  const atStep = rounds.find(
    (round) => itemId !== '' && round.itemId === itemId && round.state === RoundState.PLANNED,
  );
  const ordered = atStep ? [atStep, ...rounds.filter((round) => round !== atStep)] : rounds;
  // It may be planned again while the question is asked: always as it is now.
  const opening = rounds.find(({ id }) => id === openingId);
  return (
    <>
      <ul className="rounds" aria-label={t('rounds.list')}>
        {ordered.map((round) => (
          <RoundCard
            key={round.id}
            round={round}
            blocked={blocked}
            atStep={round === atStep}
            quiet={atStep !== undefined && round !== atStep}
            onPlan={() => onPlan(round)}
            onOpen={() => setOpeningId(round.id)}
            onReopen={() => engine.send(reopenRooms(round.id))}
            onRemove={() => setRemoving(round)}
          />
        ))}
      </ul>
      {opening && (
        <OpenDialog engine={engine} round={opening} onClose={() => setOpeningId(undefined)} />
      )}
      {removing && (
        <ConfirmDialog
          title={t('rounds.remove.title', { title: title(removing) })}
          body={t('rounds.remove.body')}
          confirm={t('rounds.remove')}
          onConfirm={() => engine.send(removeRound(removing.id))}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}
