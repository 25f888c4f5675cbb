// Who has the floor, and for how long: said in words, and that the time is over, too.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Turn } from '../../../protocol/convene/v1/hand_pb';
import { Button } from '../../../ui/button';
import { secondsLeft } from '../breakout/room-time';
import { useFacilitating, useMyId, useRoom, useRoomTime } from '../room-context';
import { usePersonName } from '../use-person-name';
import { endTurn } from './hand-commands';
import './hand.css';

export function TurnBar({ turn }: { turn: Turn }) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const meId = useMyId();
  const nameOf = usePersonName();
  const { personId, sinceMs, endsAtMs } = turn;
  const mine = personId === meId && engine !== undefined;
  return (
    <section className="turn" aria-label={t('turn.label')} data-testid="turn">
      <p>
        {/* There before its words: the one who speaks must hear it. */}
        <strong role="alert">{mine && t('turn.yours')}</strong>
        <strong>{!mine && t('announce.turn', { name: nameOf(personId) })}</strong>
      </p>
      {endsAtMs > 0n && <TurnTime key={`${personId} ${sinceMs}`} endsAtMs={Number(endsAtMs)} />}
      {runs && engine && (
        <Button size="small" onClick={() => engine.send(endTurn())}>
          {t('turn.end')}
        </Button>
      )}
    </section>
  );
}

function TurnTime({ endsAtMs }: { endsAtMs: number }) {
  const { t } = useI18n();
  const seconds = useRoomTime((nowMs) => secondsLeft(endsAtMs, nowMs));
  return (
    <>
      {seconds > 0 && <span className="time-left numbers">{t('turn.left', { seconds })}</span>}
      <span className="turn-over" role="status">
        {seconds === 0 && t('turn.over')}
      </span>
    </>
  );
}
