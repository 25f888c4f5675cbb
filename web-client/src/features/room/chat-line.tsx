// One line that is on the server's disk. Drawn once, however many come after it.
import { memo } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import { classNames } from '../../lib/class-names';
import type { Line } from '../../protocol/convene/v1/chat_pb';
import { Avatar } from '../../ui/avatar';

interface ChatLineProps {
  line: Line;
  mine: boolean;
  /** The first of several by the same person: it carries the name. */
  first: boolean;
}

const GROUP_MS_MAX = 5 * 60_000;

export function startsGroup(before: Line | undefined, line: Line): boolean {
  return (
    before === undefined ||
    before.authorId !== line.authorId ||
    Number(line.atMs - before.atMs) > GROUP_MS_MAX
  );
}

export const ChatLine = memo(function ChatLine({ line, mine, first }: ChatLineProps) {
  const { dates } = useI18n();
  const { authorId, authorName, text, atMs } = line;
  return (
    <li
      className={classNames('line', first && 'line-first', mine && 'line-mine')}
      data-testid="line"
      data-state="sent"
    >
      {first && <Avatar personId={authorId} name={authorName} />}
      <div className="line-body">
        <LineHead name={authorName} time={dates.time(Number(atMs))} shown={first} />
        <p className="line-text" data-testid="line-text">
          {text}
        </p>
      </div>
    </li>
  );
});

/** In the middle of a group the head is only heard, not seen. */
function LineHead({ name, time, shown }: { name: string; time: string; shown: boolean }) {
  return (
    <p className={shown ? 'line-head' : 'visually-hidden'}>
      <span className="line-author">{name}</span> <span className="line-time">{time}</span>
    </p>
  );
}
