// The lines of one conversation, and what one can do with each.
import { Fragment, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Conversation } from '../../../session/conversations';
import { lastLineId } from '../../../session/read-marks';
import { Button } from '../../../ui/button';
import { editLine, react } from '../commands';
import { PollMark } from '../poll/poll-mark';
import { usePollMarks } from '../poll/use-poll-marks';
import { useMyId, useRoom } from '../room-context';
import { useUndrawn } from '../use-drawn';
import { ChatLine, startsGroup } from './chat-line';
import { EarlierLines } from './earlier-lines';
import type { LineActs } from './line-acts';
import { LineMenu } from './line-menu-later';
import { PendingLine } from './pending-line';
import { useBlocks } from './use-blocks';
import type { ListedConversation } from './use-conversations';
import { useCopy } from './use-copy';
import { useEarlier } from './use-earlier';
import { useFollowing } from './use-following';
import { useLineFacts } from './use-line-facts';
import { useLineKeys } from './use-line-keys';
import { useMyLines } from './use-my-lines';
import { usePendingLines } from './use-pending-lines';
import type { Reading } from './use-read-marks';
import { useReading } from './use-read-marks';
import { useReactable } from './use-writable';

export interface LineListProps {
  shown: ListedConversation;
  reading: Reading;
  onReply: (line: Line) => void;
  onThread: (rootId: string) => void;
}

const NO_LINES: readonly Line[] = [];
/** What a line takes on average, with its share of heads and wrapped texts. */
const LINE_REM = 3;

export function LineList({ shown, reading, onReply, onThread }: LineListProps) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const meId = useMyId();
  const hintId = useId();
  const { key, conversation, name, channel, unread } = shown;
  const pending = usePendingLines(key);
  const lines = channel?.lines ?? NO_LINES;
  const facts = useLineFacts(lines);
  const my = useMyLines();
  const mayReact = useReactable();
  const earlier = useEarlier(channel);
  const undrawn = useUndrawn(lines.length);
  const drawn = useMemo(() => lines.slice(undrawn), [lines, undrawn]);
  const blocks = useBlocks(drawn);
  const marks = usePollMarks(shown, lines);
  const { frame, list, atEnd, toEnd } = useFollowing(
    lines,
    pending.length,
    lines[undrawn]?.id,
    () => undrawn === 0 && earlier.state === 'some' && earlier.load(),
  );
  const [menu, setMenu] = useState<{ lineId: string; button: HTMLElement }>();
  const [editingId, setEditingId] = useState<string>();
  const copying = useCopy();
  const keys = useLineKeys(frame, lastLineId(channel), (lineId, button) =>
    setMenu({ lineId, button }),
  );
  useReading(key, lastLineId(channel), atEnd, reading);

  useEffect(() => {
    if (engine) LineMenu.prepare();
  }, [engine]);

  const present = useRef({ facts, keys, onThread });
  present.current = { facts, keys, onThread };
  const acts = useMemo<LineActs>(
    () => ({
      menu: engine && ((line, button) => setMenu({ lineId: line.id, button })),
      react:
        engine && mayReact
          ? (lineId, reaction, on) => engine.send(react(lineId, reaction, on))
          : undefined,
      toQuoted({ replyToId }) {
        if (present.current.facts.byId.has(replyToId)) present.current.keys.focus(replyToId);
        else present.current.onThread(replyToId);
      },
      toThread: (rootId) => present.current.onThread(rootId),
      edited(line, text) {
        if (text !== undefined) engine?.send(editLine(line.id, text));
        setEditingId(undefined);
        present.current.keys.focus(line.id);
      },
    }),
    [engine, mayReact],
  );

  const pinned = useMemo(() => new Set(channel?.pinned.map(({ id }) => id)), [channel?.pinned]);
  const chosen = menu && facts.byId.get(menu.lineId);

  return (
    <div className="lines-frame">
      <section
        ref={frame}
        className="lines-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard.
        tabIndex={0}
        aria-label={t('chat.lines', { conversation: name })}
        aria-describedby={hintId}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
      >
        <p className="visually-hidden" id={hintId}>
          {t(engine ? 'chat.lines.keys' : 'chat.lines.keysReplay')}
        </p>
        <EarlierLines earlier={earlier} held={channel?.hasEarlier === true} />
        {lines.length + pending.length === 0 && (
          <p className="lines-empty">
            {t(shown.awaited ? 'look.awaited' : emptyWords(conversation, engine !== undefined))}
          </p>
        )}
        <div ref={list}>
          {blocks.map(({ key: block, from, to }) => (
            <ol key={block} className="lines" {...sized(to - from)}>
              {drawn.slice(from, to).map((line, index) => (
                <Fragment key={line.id}>
                  {marks.before.get(line.id)?.map((mark) => (
                    <PollMark key={mark.key} mark={mark} />
                  ))}
                  <ChatLine
                    line={line}
                    mine={line.authorId === meId}
                    first={startsGroup(lines[undrawn + from + index - 1], line)}
                    acts={acts}
                    quoted={facts.byId.get(line.replyToId)}
                    replies={facts.replies.get(line.id) ?? 0}
                    names={facts.names(line)}
                    mentionsMe={line.mentionIds.includes(meId)}
                    pinned={pinned.has(line.id)}
                    mask={my.mine.get(line.id) ?? 0}
                    wanted={my.wanted.get(line.id) ?? 0}
                    reachable={line.id === keys.reachableId}
                    editing={line.id === editingId}
                    newText={my.edits.get(line.id)}
                    leaving={my.leaving.has(line.id)}
                  />
                </Fragment>
              ))}
            </ol>
          ))}
          {marks.after.length > 0 && (
            <ol className="lines">
              {marks.after.map((mark) => (
                <PollMark key={mark.key} mark={mark} />
              ))}
            </ol>
          )}
          {engine && pending.length > 0 && (
            <ol className="lines">
              {pending.map((item) => (
                <PendingLine
                  key={item.key}
                  item={item}
                  engine={engine}
                  authorId={meId}
                  byId={facts.byId}
                />
              ))}
            </ol>
          )}
        </div>
      </section>
      <p className="lines-said" role="status">
        {copying.said && t(copying.said)}
      </p>
      {!atEnd && (
        <Button
          kind={unread > 0 ? 'primary' : 'quiet'}
          size="small"
          className="lines-below"
          onClick={toEnd}
        >
          {unread > 0 ? t('chat.newBelow', { count: unread }) : t('chat.toNewest')} ↓
        </Button>
      )}
      {engine && menu && chosen && (
        <LineMenu
          line={chosen}
          conversation={conversation}
          engine={engine}
          anchor={menu.button}
          pinned={pinned.has(chosen.id)}
          threaded={chosen.replyToId !== '' || facts.replies.has(chosen.id)}
          wanted={my.wanted.get(chosen.id) ?? 0}
          onReply={() => onReply(chosen)}
          onThread={() => onThread(chosen.replyToId || chosen.id)}
          onCopy={() => copying.copy(chosen.text)}
          onEdit={() => setEditingId(chosen.id)}
          onClose={() => setMenu(undefined)}
        />
      )}
    </div>
  );
}

/** How high a block of so many lines will be, before it has been drawn. */
function sized(count: number) {
  return { style: { containIntrinsicSize: `auto ${count * LINE_REM}rem` } };
}

function emptyWords({ kind }: Conversation, live: boolean): MessageKey {
  return live ? `chat.empty.${kind}` : 'chat.empty.replay';
}
