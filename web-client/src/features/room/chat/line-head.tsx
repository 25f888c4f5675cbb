// Who said a line and when, and what else is to be known of it. All of it in words.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import { Withdrawn } from '../../../protocol/convene/v1/chat_pb';

interface LineHeadProps {
  line: Line;
  /** In the middle of a group name and time are only heard, not seen. */
  shown: boolean;
  mentionsMe: boolean;
  pinned: boolean;
}

export function LineHead({ line, shown, mentionsMe, pinned }: LineHeadProps) {
  const { t, dates } = useI18n();
  const edited = line.editedAtMs > 0n && line.withdrawn === Withdrawn.UNSPECIFIED;
  const notes = mentionsMe || pinned || edited;
  return (
    <p className={shown || notes ? 'line-head' : 'visually-hidden'}>
      <span className={shown ? undefined : 'visually-hidden'}>
        <span className="line-author">{line.authorName}</span>{' '}
        <span className="line-time">{dates.time(Number(line.atMs))}</span>
      </span>
      {mentionsMe && <span className="line-mark">{t('line.mentionsYou')}</span>}
      {pinned && <span className="line-mark line-mark-quiet">{t('line.pinned')}</span>}
      {edited && (
        <span className="line-time">
          {shown && '· '}
          {t('line.edited', { time: dates.time(Number(line.editedAtMs)) })}
        </span>
      )}
    </p>
  );
}
