// The session is over: leads to the replay where that is open, and for a while back into it.
import { useI18n } from '../../i18n/i18n-provider';
import { ReplayAudience, SessionState } from '../../protocol/convene/v1/session_pb';
import { Button } from '../../ui/button';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { reopenSession } from './commands';
import { useFacilitating, useRoom, useRoomState, useRoomTime } from './room-context';
import { useAsking } from './use-asking';

export function EndedNotice() {
  const { t, dates } = useI18n();
  const { sessionId, engine } = useRoom();
  const session = useRoomState(({ view }) => view?.session);
  const runs = useFacilitating();
  const busy = useAsking('reopenSession');
  const untilMs = Number(session?.reopenUntilMs ?? 0);
  const reopens = useRoomTime((nowMs) => nowMs < untilMs, runs && untilMs > 0) && untilMs > 0;
  if (session?.state !== SessionState.ENDED) return null;
  // Whoever sees this is on the roster and is here: both audiences hold them.
  const open = runs || session.replay !== ReplayAudience.UNSPECIFIED;
  return (
    <Notice
      title={t('room.ended')}
      urgent
      actions={
        <div className="form-actions">
          {runs && reopens && engine && (
            <Button busy={busy} onClick={() => engine.send(reopenSession())}>
              {t('reopen.button')}
            </Button>
          )}
          {open && (
            <Link
              to={`/s/${encodeURIComponent(sessionId)}/replay`}
              className="button button-primary"
            >
              {t('room.watchReplay')}
            </Link>
          )}
        </div>
      }
    >
      <p>{t(open ? 'room.ended.replayOpen' : 'room.ended.replayClosed')}</p>
      {runs && reopens && <p>{t('reopen.until', { time: dates.time(untilMs) })}</p>}
    </Notice>
  );
}
