// How long the room stays open, by the minute, with warnings that are said once each.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Room } from '../../../protocol/convene/v1/breakout_pb';
import { PlacementWhy } from '../../../protocol/convene/v1/breakout_pb';
import { useMyId } from '../room-context';
import { endOf, isClosing, minutesLeft, warningOf } from './room-time';
import { useOpenRound, useRoomsTime } from './use-rooms';
import { useTimeNews } from './use-time-news';

/** Without a room: the time of all of them. */
export function RoomTimeLeft({ room }: { room?: Room }) {
  const { t } = useI18n();
  const round = useOpenRound();
  const openedAtMs = Number(round?.openedAtMs ?? 0n);
  const endsAtMs = endOf(round, room);
  const ends = endsAtMs > 0;
  const paused = (round?.pausedAtMs ?? 0n) > 0n;
  // Once they close, the seconds stand above everything.
  const closing = useRoomsTime((nowMs) => isClosing(round, room, nowMs), ends);
  // By the minute: nothing on the screen should tick.
  const minutes = useRoomsTime((nowMs) => minutesLeft(endsAtMs, nowMs), ends);
  const warning = useRoomsTime((nowMs) => warningOf(openedAtMs, endsAtMs, nowMs), ends);
  const news = useTimeNews({ endsAtMs, paused, closing, warning });
  return (
    <div className="my-room-time">
      <p>
        <span className="time-left" data-testid="room-time">
          {paused && `${t('roomTime.still')} `}
          {ends ? t('roomTime.left', { minutes }) : t('roomTime.open')}
        </span>{' '}
        <span className="my-room-warning" role="status" data-testid="room-warning">
          {news && t(`roomTime.${news}`, { minutes })}
        </span>
      </p>
      <Rotation room={room} />
    </div>
  );
}

/** When everyone goes on to the next room, and who stays. */
function Rotation({ room }: { room: Room | undefined }) {
  const { t } = useI18n();
  const meId = useMyId();
  const atMs = Number(useOpenRound()?.rotatesAtMs ?? 0n);
  const minutes = useRoomsTime((nowMs) => minutesLeft(atMs, nowMs), atMs > 0);
  if (atMs === 0) return null;
  const why = room?.places.find(({ personId }) => personId === meId)?.why;
  return (
    <p data-testid="rotation">
      {t(why === PlacementWhy.HOST ? 'rotation.host' : 'rotation.in', { minutes })}{' '}
      <span className="my-room-warning" role="status">
        {minutes === 1 && t('rotation.soon')}
      </span>
    </p>
  );
}
