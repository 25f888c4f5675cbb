// The last half minute, for everyone; who runs the session can still think better of it.
import { useI18n } from '../../i18n/i18n-provider';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { cancelEnd, endSession } from './commands';
import { useFacilitating, useRoom, useRoomState, useRoomTime } from './room-context';
import { useAsking } from './use-asking';

export function EndingNotice() {
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const live = useRoomState(({ view }) => view?.session?.state === SessionState.LIVE);
  const endingAtMs = useRoomState(({ view }) => Number(view?.session?.endingAtMs ?? 0));
  const ending = live && endingAtMs > 0;
  const seconds = useRoomTime((now) => Math.max(0, Math.floor((endingAtMs - now) / 1000)), ending);
  const cancelling = useAsking('cancelEnd');
  const finishing = useAsking('endSession');
  if (!ending) return null;
  return (
    <Notice
      tone="warning"
      urgent
      actions={
        runs &&
        engine && (
          <div className="form-actions">
            <Button
              kind="primary"
              size="small"
              busy={cancelling}
              onClick={() => engine.send(cancelEnd())}
            >
              {t('ending.keep')}
            </Button>
            <Button size="small" busy={finishing} onClick={() => engine.send(endSession(true))}>
              {t('ending.now')}
            </Button>
          </div>
        )
      }
    >
      {/* The number would be read aloud every second: ears get one sentence without it. */}
      <p className="notice-title numbers" aria-hidden="true" data-testid="ending">
        {t('ending.in', { seconds })}
      </p>
      <p className="visually-hidden">{t('ending.soon')}</p>
      <p>{t(runs ? 'ending.team' : 'ending.everyone')}</p>
    </Notice>
  );
}
