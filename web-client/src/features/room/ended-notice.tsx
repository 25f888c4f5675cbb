// The session is over: says so, and leads to the replay when that is open to this person.
import { useI18n } from '../../i18n/i18n-provider';
import { ReplayAudience, SessionState } from '../../protocol/convene/v1/session_pb';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { mayFacilitate, useMyPermission, useRoom, useRoomState } from './room-context';

export function EndedNotice() {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const session = useRoomState(({ view }) => view?.session);
  const permission = useMyPermission();
  if (session?.state !== SessionState.ENDED) return null;
  // Whoever sees this is on the roster and is here: both audiences hold them.
  const open = mayFacilitate(permission) || session.replay !== ReplayAudience.UNSPECIFIED;
  return (
    <Notice
      title={t('room.ended')}
      urgent
      actions={
        open && (
          <Link to={`/s/${encodeURIComponent(sessionId)}/replay`} className="button button-primary">
            {t('room.watchReplay')}
          </Link>
        )
      }
    >
      <p>{t(open ? 'room.ended.replayOpen' : 'room.ended.replayClosed')}</p>
    </Notice>
  );
}
