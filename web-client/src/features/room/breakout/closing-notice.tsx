// The last seconds of the rooms: calm, counted for eyes, and said once for ears.
import { useI18n } from '../../../i18n/i18n-provider';
import { RoundState } from '../../../protocol/convene/v1/breakout_pb';
import { Notice } from '../../../ui/notice';
import { useFacilitating, useRoomTime } from '../room-context';
import { secondsLeft } from './room-time';
import { useMyPlace, useOpenRound } from './use-rooms';

export function ClosingNotice() {
  const { t } = useI18n();
  const round = useOpenRound();
  const inRoom = useMyPlace() !== undefined;
  const runs = useFacilitating();
  const endsAtMs = Number(round?.endsAtMs ?? 0);
  const shown = round?.state === RoundState.CLOSING && (inRoom || runs);
  const seconds = useRoomTime((nowMs) => secondsLeft(endsAtMs, nowMs), shown);
  return (
    // The region is there before its words: only then screen readers hear of them.
    <div role="status" className="closing">
      {shown && (
        <Notice tone="warning">
          <p className="notice-title numbers" aria-hidden="true" data-testid="rooms-closing">
            {t('closing.in', { seconds })}
          </p>
          <p className="visually-hidden">{t('closing.soon')}</p>
          <p>{t(inRoom ? 'closing.everyone' : 'closing.team')}</p>
        </Notice>
      )}
    </div>
  );
}
