// What is said about rooms above everything else: that they close, and what was left there.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Engine } from '../../../session/engine';
import { Notice } from '../../../ui/notice';
import { useFacilitating } from '../room-context';
import { ClosingNotice } from './closing-notice';
import { LeftBehind } from './left-behind';
import { LeftResults } from './result/left-results';
import { useMyPlace, useOpenRound } from './use-rooms';
import './my-room.css';

export function RoomsNotices({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const round = useOpenRound();
  const place = useMyPlace();
  const runs = useFacilitating();
  const alone = round && !place && !runs && round.choices.length === 0;
  return (
    <div className="rooms-notices">
      <ClosingNotice />
      <LeftBehind engine={engine} />
      <LeftResults engine={engine} />
      {alone && <Notice title={t('rooms.openNow')}>{t('rooms.notMine')}</Notice>}
    </div>
  );
}
