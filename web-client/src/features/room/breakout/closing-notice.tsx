// The last seconds of the rooms: calm, counted for eyes, and said once for ears.
import { useI18n } from '../../../i18n/i18n-provider';
import { RoundState } from '../../../protocol/convene/v1/breakout_pb';
import { Notice } from '../../../ui/notice';
import { useFacilitating } from '../room-context';
import { endOf, isClosing, secondsLeft } from './room-time';
import { useMyPlace, useOpenRound, useRoomsTime } from './use-rooms';

export function ClosingNotice() {
  const { t } = useI18n();
  const round = useOpenRound();
  const room = useMyPlace()?.room;
  const runs = useFacilitating();
  const endsAtMs = endOf(round, room);
  const mine = useRoomsTime((nowMs) => isClosing(round, room, nowMs), room !== undefined);
  const shown = room ? mine : runs && round?.state === RoundState.CLOSING;
  const seconds = useRoomsTime((nowMs) => secondsLeft(endsAtMs, nowMs), shown);
  const alone = room !== undefined && room.endsAtMs > 0n;
  const next = round?.hasNext && !alone;
  return (
    // The region is there before its words: only then screen readers hear of them.
    <div role="status" className="closing">
      {shown && (
        <Notice tone="warning">
          <p className="notice-title numbers" aria-hidden="true" data-testid="rooms-closing">
            {t(alone ? 'closing.this' : 'closing.in', { seconds })}
          </p>
          <p className="visually-hidden">{t(alone ? 'closing.thisSoon' : 'closing.soon')}</p>
          <p>
            {t(room ? (next ? 'closing.next' : 'closing.everyone') : 'closing.team')}
            {!room && next && ` ${t('closing.teamNext')}`}
          </p>
        </Notice>
      )}
    </div>
  );
}
