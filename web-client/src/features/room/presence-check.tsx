// "Are you there?": calm, hard to miss, and answered with one press.
import { useI18n } from '../../i18n/i18n-provider';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { confirmPresence } from './commands';
import { useRoom, useRoomState, useRoomTime } from './room-context';
import { useAsking } from './use-asking';

export function PresenceCheckNotice() {
  const { t } = useI18n();
  const { engine } = useRoom();
  const check = useRoomState(({ view }) => view?.check);
  // With the end of the session nobody waits for an answer any more.
  const over = useRoomState(({ view }) => view?.session?.state === SessionState.ENDED);
  const answered = useRoomState(({ view }) => view?.me?.confirmedCheck ?? 0);
  const endsAtMs = Number(check?.endsAtMs ?? 0);
  const asked = !over && check !== undefined && check.check > answered && endsAtMs > 0;
  const seconds = useRoomTime((now) => Math.floor((endsAtMs - now) / 1000), asked);
  const busy = useAsking('confirmPresence');
  if (!engine || !asked || seconds <= 0) return null;
  return (
    <Notice
      tone="positive"
      urgent
      title={t('presence.title')}
      actions={
        <Button
          kind="primary"
          busy={busy}
          onClick={() => engine.send(confirmPresence(check.check))}
        >
          {t('presence.here')}
        </Button>
      }
    >
      <p>
        {t('presence.why')}{' '}
        <span className="muted numbers" aria-hidden="true">
          {t('presence.left', { seconds })}
        </span>
      </p>
    </Notice>
  );
}
