// How long the room stays open, by the minute, with warnings that are said once each.
import { useI18n } from '../../../i18n/i18n-provider';
import { RoundState } from '../../../protocol/convene/v1/breakout_pb';
import { useRoomTime } from '../room-context';
import { minutesLeft, warningOf } from './room-time';
import { useOpenRound } from './use-rooms';

export function RoomTimeLeft() {
  const { t } = useI18n();
  const round = useOpenRound();
  const openedAtMs = Number(round?.openedAtMs ?? 0);
  const endsAtMs = Number(round?.endsAtMs ?? 0);
  const ends = endsAtMs > 0;
  // Once they close, the seconds stand above everything.
  const closing = round?.state === RoundState.CLOSING;
  // By the minute: nothing on the screen should tick.
  const minutes = useRoomTime((nowMs) => minutesLeft(endsAtMs, nowMs), ends);
  const warning = useRoomTime((nowMs) => warningOf(openedAtMs, endsAtMs, nowMs), ends && !closing);
  return (
    <p className="my-room-time">
      <span className="time-left" data-testid="room-time">
        {ends ? t('roomTime.left', { minutes }) : t('roomTime.open')}
      </span>{' '}
      <span className="my-room-warning" role="status" data-testid="room-warning">
        {warning && !closing && t(`roomTime.${warning}`)}
      </span>
    </p>
  );
}
