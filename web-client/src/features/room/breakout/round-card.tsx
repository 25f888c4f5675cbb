// One round of the list: what it is for, how far it is, and what to do with it.
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import { classNames } from '../../../lib/class-names';
import type { Round } from '../../../protocol/convene/v1/breakout_pb';
import { RoundState, Strategy } from '../../../protocol/convene/v1/breakout_pb';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import { Button } from '../../../ui/button';
import { useRoomState, useRoomTime } from '../room-context';
import { strategyKey } from './plan/report-words';
import { mayReopen } from './room-time';
import { eitherOf } from './room-words';

const STATES: Record<RoundState, MessageKey> = {
  [RoundState.UNSPECIFIED]: 'rounds.planned',
  [RoundState.PLANNED]: 'rounds.planned',
  [RoundState.OPEN]: 'rounds.open',
  [RoundState.CLOSING]: 'rounds.open',
  [RoundState.CLOSED]: 'rounds.closed',
};

export interface RoundActs {
  onPlan: () => void;
  onOpen: () => void;
  onReopen: () => void;
  onRemove: () => void;
}

interface RoundCardProps extends RoundActs {
  round: Round;
  /** Another round is open: only one is at a time. */
  blocked: boolean;
  /** The session is at its step of the agenda. */
  atStep: boolean;
  /** Another one is meant to be opened first. */
  quiet: boolean;
}

export function RoundCard(props: RoundCardProps) {
  const { round, blocked, atStep, quiet, onPlan, onOpen, onReopen, onRemove } = props;
  const { t } = useI18n();
  const title = useRoundTitle()(round);
  const meta = useRoundMeta(round);
  const live = useRoomState(({ view }) => view?.session?.state === SessionState.LIVE);
  const closed = round.state === RoundState.CLOSED;
  const again = useRoomTime((nowMs) => mayReopen(Number(round.closedAtMs), nowMs), closed);
  const ready = live && !blocked && round.rooms.length > 0;
  return (
    <li className={classNames('round', atStep && 'round-now')} data-testid="round">
      <h3 className="round-title">{atStep ? t('rounds.atStep', { title }) : title}</h3>
      <p className="person-meta">{meta}</p>
      <div className="wall-acts">
        {!closed && ready && (
          <Button
            kind={quiet ? 'quiet' : 'primary'}
            size="small"
            aria-label={t('rounds.openNowOf', { title })}
            onClick={onOpen}
          >
            {t('rounds.openNow')}
          </Button>
        )}
        {again && ready && (
          <Button size="small" aria-label={t('rounds.reopenOf', { title })} onClick={onReopen}>
            {t('rounds.reopen')}
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

export function useRoundTitle() {
  const { language } = useI18n();
  return (round: Round) => eitherOf(round.title, language).words;
}

function useRoundMeta(round: Round): string {
  const { t } = useI18n();
  const titleOf = useRoundTitle();
  const next = useRoomState(({ view }) => view?.rounds.find(({ id }) => id === round.nextRoundId));
  const people = round.rooms.reduce((sum, { places }) => sum + places.length, 0);
  return [
    t(STATES[round.state] ?? 'rounds.planned'),
    t(strategyKey(round.spec?.strategy ?? Strategy.MANUAL)),
    t('rounds.count', { rooms: round.rooms.length, people }),
    round.minutes > 0 ? t('steps.minutes', { minutes: round.minutes }) : t('rounds.noEnd'),
    round.candid && t('plan.more.candid'),
    next && t('plan.more.next', { title: titleOf(next) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function whyNot(live: boolean, blocked: boolean): MessageKey {
  if (!live) return 'rounds.notLive';
  return blocked ? 'rounds.blocked' : 'rounds.noRooms';
}
