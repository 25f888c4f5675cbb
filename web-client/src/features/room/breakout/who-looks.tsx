// Who of the facilitators takes care of this room, who looks in now, and what they may see.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Room } from '../../../protocol/convene/v1/breakout_pb';
import { useMyId } from '../room-context';
import { usePersonName } from '../use-person-name';
import { useOpenRound } from './use-rooms';

export function WhoLooks({ room }: { room: Room }) {
  const { t } = useI18n();
  const meId = useMyId();
  const nameOf = usePersonName();
  const candid = useOpenRound()?.candid === true;
  const names = room.lookingIds.filter((id) => id !== meId).map(nameOf);
  const mine = room.facilitatorId === meId;
  return (
    <div className="my-room-seen">
      {room.facilitatorId !== '' && (
        <p>
          {mine ? t('myRoom.careMine') : t('myRoom.care', { name: nameOf(room.facilitatorId) })}
        </p>
      )}
      {/* There before its words: whoever comes to look is announced. */}
      <p className="my-room-looking" role="status" data-testid="looking">
        {names.length > 0 && t('look.now', { names: names.join(', '), count: names.length })}
        {names.length === 0 && candid && t('look.nobody')}
      </p>
      <p className="muted">{t(candid ? 'myRoom.seesCandid' : 'myRoom.sees')}</p>
    </div>
  );
}
