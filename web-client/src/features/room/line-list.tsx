// The lines of one conversation: follows the newest as long as the reader is at the end.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import type { Line } from '../../protocol/convene/v1/chat_pb';
import type { Conversation } from '../../session/conversations';
import { conversationKey, conversationOfLine } from '../../session/conversations';
import { lastLineId } from '../../session/read-marks';
import { Button } from '../../ui/button';
import { ChatLine, startsGroup } from './chat-line';
import { PendingLine } from './pending-line';
import { useMyId, useRoom, useRoomState } from './room-context';
import type { ListedConversation } from './use-conversations';
import type { Reading } from './use-read-marks';

interface LineListProps {
  shown: ListedConversation;
  reading: Reading;
}

const NO_LINES: readonly Line[] = [];
/** Closer to the end than this counts as the end. */
const END_PX = 48;

export function LineList({ shown, reading }: LineListProps) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const meId = useMyId();
  const { key, conversation, name, channel, unread } = shown;
  const pending = usePendingLines(key);
  const lines = channel?.lines ?? NO_LINES;
  const { frame, list, atEnd, toEnd } = useFollowing(lines, pending.length);
  useReading(key, lastLineId(channel), atEnd, reading);

  return (
    <div className="lines-frame">
      <section
        ref={frame}
        className="lines-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard.
        tabIndex={0}
        aria-label={t('chat.lines', { conversation: name })}
      >
        {channel?.hasEarlier && engine && <p className="lines-note">{t('chat.earlier')}</p>}
        {lines.length + pending.length === 0 && (
          <p className="lines-empty">{t(emptyWords(conversation, engine !== undefined))}</p>
        )}
        <ol ref={list} className="lines">
          {lines.map((line, index) => (
            <ChatLine
              key={line.id}
              line={line}
              mine={line.authorId === meId}
              first={startsGroup(lines[index - 1], line)}
            />
          ))}
          {engine &&
            pending.map((item) => (
              <PendingLine key={item.key} item={item} engine={engine} authorId={meId} />
            ))}
        </ol>
      </section>
      {!atEnd && unread > 0 && (
        <Button kind="primary" size="small" className="lines-below" onClick={toEnd}>
          {t('chat.newBelow', { count: unread })} ↓
        </Button>
      )}
    </div>
  );
}

/** Says what was seen once, when the reader leaves, and not with every line that comes. */
function useReading(key: string, lastId: string, atEnd: boolean, { begin, stop }: Reading) {
  const last = useRef(lastId);
  last.current = lastId;
  useEffect(() => {
    if (!atEnd) return;
    const handleLeave = () => stop(key, last.current);
    begin(key);
    window.addEventListener('pagehide', handleLeave);
    return () => {
      window.removeEventListener('pagehide', handleLeave);
      handleLeave();
    };
  }, [atEnd, key, begin, stop]);
}

/** Lines of mine that the server has not confirmed, drawn after those that it has. */
function usePendingLines(key: string) {
  const pending = useRoomState((state) => state.pending);
  return useMemo(
    () =>
      pending.filter(({ body, landed }) => {
        if (body.case !== 'sendLine' || landed) return false;
        const conversation = conversationOfLine(body.value);
        return conversation !== undefined && conversationKey(conversation) === key;
      }),
    [pending, key],
  );
}

function useFollowing(lines: readonly Line[], pendingCount: number) {
  const frame = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    if (frame.current) frame.current.scrollTop = frame.current.scrollHeight;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what one follows.
  useLayoutEffect(() => {
    if (following.current) toEnd();
  }, [lines, toEnd]);

  // Whoever writes wants to see it, wherever they were reading.
  useLayoutEffect(() => {
    if (pendingCount > 0) toEnd();
  }, [pendingCount, toEnd]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let lastTop = 0;
    function handleScroll() {
      if (!element) return;
      const top = element.scrollTop;
      // Only going up means leaving the end. What grew or shrank meanwhile does not.
      if (element.scrollHeight - top - element.clientHeight < END_PX) following.current = true;
      else if (top < lastTop) following.current = false;
      lastTop = top;
      setAtEnd(following.current);
    }
    // The keyboard of a phone, a wrapped line, a drawn one that was only guessed at.
    const observer = new ResizeObserver(() => following.current && toEnd());
    observer.observe(element);
    if (list.current) observer.observe(list.current);
    element.addEventListener('scroll', handleScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', handleScroll);
    };
  }, [toEnd]);

  return { frame, list, atEnd, toEnd };
}

function emptyWords({ kind }: Conversation, live: boolean): MessageKey {
  return live ? `chat.empty.${kind}` : 'chat.empty.replay';
}
