// One line that is on the server's disk. Drawn once, however many come after it.
import { memo } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { classNames } from '../../../lib/class-names';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import { Withdrawn } from '../../../protocol/convene/v1/chat_pb';
import { Avatar } from '../../../ui/avatar';
import { Icon } from '../../../ui/icon';
import type { LineActs } from './line-acts';
import { LineEditor } from './line-editor';
import { LineHead } from './line-head';
import { LineReactions } from './line-reactions';
import { LineText } from './line-text';
import { Quote } from './quote';
import type { Mask } from './reactions';

export interface ChatLineProps {
  line: Line;
  mine: boolean;
  /** The first of several by the same person: it carries the name. */
  first: boolean;
  acts: LineActs;
  /** The line that it answers, when we hold it. */
  quoted: Line | undefined;
  /** How many lines answer it. */
  replies: number;
  /** Names of those it mentions, one a row. */
  names: string;
  mentionsMe: boolean;
  pinned: boolean;
  mask: Mask;
  wanted: Mask;
  /** Its buttons and links are where the Tab key comes. */
  reachable: boolean;
  editing: boolean;
  /** What I have asked for and not heard about. */
  newText: string | undefined;
  leaving: boolean;
}

const GROUP_MS_MAX = 5 * 60_000;

export function startsGroup(before: Line | undefined, line: Line): boolean {
  return (
    before === undefined ||
    before.authorId !== line.authorId ||
    Number(line.atMs - before.atMs) > GROUP_MS_MAX
  );
}

export const ChatLine = memo(function ChatLine(props: ChatLineProps) {
  const { line, mine, first, acts, reachable, mentionsMe, replies } = props;
  const { t } = useI18n();
  const gone = line.withdrawn !== Withdrawn.UNSPECIFIED;
  return (
    <li
      className={classNames(
        'line',
        first && 'line-first',
        mine && 'line-mine',
        mentionsMe && !gone && 'line-mentions-me',
      )}
      data-testid="line"
      data-state="sent"
      data-line={line.id}
      tabIndex={-1}
    >
      {first && <Avatar personId={line.authorId} name={line.authorName} />}
      <div className="line-body">
        <LineHead
          line={line}
          shown={first}
          mentionsMe={mentionsMe && !gone}
          pinned={props.pinned}
        />
        {line.replyToId !== '' && (
          <Quote quoted={props.quoted} reachable={reachable} onOpen={() => acts.toQuoted(line)} />
        )}
        <Said {...props} gone={gone} />
        {!gone && (
          <LineReactions
            counts={line.reactions}
            mask={props.mask}
            wanted={props.wanted}
            reachable={reachable}
            onReact={acts.react && ((reaction, on) => acts.react?.(line.id, reaction, on))}
          />
        )}
        {replies > 0 && (
          <button
            type="button"
            className="line-thread"
            tabIndex={reachable ? 0 : -1}
            onClick={() => acts.toThread(line.id)}
          >
            {t('line.replies', { count: replies })}
          </button>
        )}
      </div>
      {acts.menu && !gone && (
        <button
          type="button"
          className="line-more"
          aria-haspopup="menu"
          aria-label={t('line.more', { name: line.authorName })}
          tabIndex={reachable ? 0 : -1}
          onClick={(event) => acts.menu?.(line, event.currentTarget)}
        >
          <Icon name="more" />
        </button>
      )}
    </li>
  );
});

function Said({ line, acts, editing, names, reachable, newText, leaving, gone }: SaidProps) {
  const { t } = useI18n();
  if (gone) {
    const byAuthor = line.withdrawn === Withdrawn.BY_AUTHOR;
    return <p className="line-tomb">{t(byAuthor ? 'line.goneByAuthor' : 'line.goneByTeam')}</p>;
  }
  if (editing) {
    return <LineEditor line={line} onDone={(text) => acts.edited(line, text)} />;
  }
  return (
    <>
      <p className="line-text" data-testid="line-text">
        <LineText text={newText ?? line.text} names={names} reachable={reachable} />
      </p>
      {(newText !== undefined || leaving) && (
        <p className="line-status">{t(leaving ? 'line.leaving' : 'line.saving')}</p>
      )}
    </>
  );
}

interface SaidProps extends ChatLineProps {
  gone: boolean;
}
