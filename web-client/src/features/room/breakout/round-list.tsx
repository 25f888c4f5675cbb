// The rounds of the session: what each is for, how far it is, and what to do with it.
import { useState } from 'react';
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Round } from '../../../protocol/convene/v1/breakout_pb';
import { RoundState, Strategy } from '../../../protocol/convene/v1/breakout_pb';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/dialog';
import { useRoomState } from '../room-context';
import { OpenDialog } from './open-dialog';
import { strategyKey } from './plan/report-words';
import { removeRound } from './room-commands';
import { eitherOf } from './room-words';

const STATES: Record<RoundState, MessageKey> = {
  [RoundState.UNSPECIFIED]: 'rounds.planned',
  [RoundState.PLANNED]: 'rounds.planned',
  [RoundState.OPEN]: 'rounds.open',
  [RoundState.CLOSING]: 'rounds.open',
  [RoundState.CLOSED]: 'rounds.closed',
};

interface RoundListProps {
  engine: Engine;
  rounds: readonly Round[];
  /** Another round is open: only one is at a time. */
  blocked: boolean;
  onPlan: (round: Round) => void;
}

export function RoundList({ engine, rounds, blocked, onPlan }: RoundListProps) {
  const { t } = useI18n();
  const [opening, setOpening] = useState<Round>();
  const [removing, setRemoving] = useState<Round>();
  const title = useTitleOf();
  if (rounds.length === 0) {
    return blocked ? null : <p className="muted">{t('rounds.empty')}</p>;
  }
  return (
    <>
      <ul className="rounds" aria-label={t('rounds.list')}>
        {rounds.map((round) => (
          <RoundCard
            key={round.id}
            round={round}
            blocked={blocked}
            onPlan={() => onPlan(round)}
            onOpen={() => setOpening(round)}
            onRemove={() => setRemoving(round)}
          />
        ))}
      </ul>
      {opening && (
        <OpenDialog engine={engine} round={opening} onClose={() => setOpening(undefined)} />
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

function useTitleOf() {
  const { language } = useI18n();
  return (round: Round) => eitherOf(round.title, language).words;
}

interface RoundCardProps {
  round: Round;
  blocked: boolean;
  onPlan: () => void;
  onOpen: () => void;
  onRemove: () => void;
}

function RoundCard({ round, blocked, onPlan, onOpen, onRemove }: RoundCardProps) {
  const { t } = useI18n();
  const title = useTitleOf()(round);
  const live = useRoomState(({ view }) => view?.session?.state === SessionState.LIVE);
  const closed = round.state === RoundState.CLOSED;
  const people = round.rooms.reduce((sum, { places }) => sum + places.length, 0);
  const meta = [
    t(STATES[round.state] ?? 'rounds.planned'),
    t(strategyKey(round.spec?.strategy ?? Strategy.MANUAL)),
    t('rounds.count', { rooms: round.rooms.length, people }),
    round.minutes > 0 ? t('steps.minutes', { minutes: round.minutes }) : t('rounds.noEnd'),
  ].join(' · ');
  const ready = live && !blocked && round.rooms.length > 0;
  return (
    <li className="round" data-testid="round">
      <h3 className="round-title">{title}</h3>
      <p className="person-meta">{meta}</p>
      <div className="wall-acts">
        {!closed && ready && (
          <Button
            kind="primary"
            size="small"
            aria-label={t('rounds.openOf', { title })}
            onClick={onOpen}
          >
            {t('rounds.openNow')}
          </Button>
        )}
        <Button
          size="small"
          aria-label={t(closed ? 'rounds.againOf' : 'rounds.editOf', { title })}
          onClick={onPlan}
        >
          {t(closed ? 'rounds.again' : 'rounds.edit')}
        </Button>
        {!closed && (
          <Button
            kind="plain"
            size="small"
            aria-label={t('rounds.removeOf', { title })}
            onClick={onRemove}
          >
            {t('rounds.remove')}
          </Button>
        )}
      </div>
      {!closed && !ready && <p className="muted">{t(whyNot(live, blocked))}</p>}
    </li>
  );
}

function whyNot(live: boolean, blocked: boolean): MessageKey {
  if (!live) return 'rounds.notLive';
  return blocked ? 'rounds.blocked' : 'rounds.noRooms';
}
