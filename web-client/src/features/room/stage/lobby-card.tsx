// Before the start: what is planned, whether this device will do, and who is here already.
import { useI18n } from '../../../i18n/i18n-provider';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import { CheckLink } from '../check-link';
import { useRoomState, useRoomTime } from '../room-context';
import { TransportWord } from '../transport-word';

const MINUTE_MS = 60_000;

export function LobbyCard() {
  const { t, dates } = useI18n();
  const session = useRoomState(({ view }) => view?.session);
  const here = useRoomState((state) => state.here?.size ?? 0);
  const startMs = Number(session?.scheduledAtMs ?? 0);
  const minutes = useRoomTime((nowMs) => Math.ceil((startMs - nowMs) / MINUTE_MS), startMs > 0);
  if (!session) return null;
  const scheduled = session.state === SessionState.SCHEDULED;
  return (
    <section className="now" aria-label={t('now.label')}>
      <h2 className="now-title">{t(scheduled ? 'lobby.scheduled' : 'lobby.title')}</h2>
      {startMs > 0 && (
        <p className="now-lobby">
          {t(session.plannedMinutes > 0 ? 'lobby.planned' : 'lobby.plannedOpen', {
            time: dates.dayAndTime(startMs),
            minutes: session.plannedMinutes,
          })}{' '}
          {minutes > 0 && minutes <= 120 && <strong>{t('lobby.in', { minutes })}</strong>}
          {minutes <= 0 && <strong>{t('lobby.soon')}</strong>}
        </p>
      )}
      <p className="now-lobby">
        <TransportWord /> <CheckLink />
      </p>
      {!scheduled && <p className="now-lobby">{t('lobby.here', { count: here })}</p>}
    </section>
  );
}
