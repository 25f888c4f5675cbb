// The way to the call of a room: one large button, or which room to choose there.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Room } from '../../../protocol/convene/v1/breakout_pb';

export function RoomCall({ room: { link, number } }: { room: Room }) {
  const { t } = useI18n();
  // The server takes nothing but https; another server of another day might.
  if (!link.startsWith('https://')) {
    return <p className="my-room-call-none">{t('myRoom.call.none', { number })}</p>;
  }
  return (
    <p className="my-room-call">
      <a className="button button-primary" href={link} target="_blank" rel="noreferrer noopener">
        {t('myRoom.call')}
      </a>{' '}
      <span className="muted">{t('myRoom.call.note')}</span>
    </p>
  );
}
