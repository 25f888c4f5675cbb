// Conversations, the lines of the chosen one, and the input with who will see it.
import { useId, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Conversation } from '../../../session/conversations';
import { conversationKey, PLENARY } from '../../../session/conversations';
import { later } from '../../../ui/later';
import { Tabs } from '../../../ui/tabs';
import { TalkBar } from '../hand/hand-later';
import { useRoom } from '../room-context';
import type { Answering } from './composer';
import { Composer } from './composer';
import { PinnedBar } from './pinned-bar';
import { ShownLines } from './shown-lines';
import { UnreadLabel } from './unread-label';
import type { ListedConversation } from './use-conversations';
import type { Reading } from './use-read-marks';

const ThreadDialog = later(async () => (await import('./thread-dialog')).ThreadDialog, {
  quiet: true,
});

interface ChatPanelProps {
  conversations: readonly ListedConversation[];
  current: Conversation;
  onSelect: (conversation: Conversation) => void;
  reading: Reading;
  /** The conversation that someone has just chosen to write in. */
  focusKey: string | undefined;
  onFocused: () => void;
}

export function ChatPanel(props: ChatPanelProps) {
  const { conversations, current, onSelect, reading, focusKey, onFocused } = props;
  const { t } = useI18n();
  const { engine } = useRoom();
  const panelId = useId();
  const [answer, setAnswer] = useState<{ key: string; line: Line }>();
  const [answering, setAnswering] = useState(false);
  const [threadId, setThreadId] = useState<string>();
  const key = conversationKey(current);
  // A conversation may go: when someone stops being a facilitator, say.
  const shown = conversations.find((one) => one.key === key) ?? conversations[0];
  if (!shown) return null;
  // With one conversation there is nothing to choose.
  const several = conversations.length > 1;
  const answered = answer?.key === shown.key ? answer : undefined;

  return (
    <section className="chat" aria-label={t('room.tab.chat')}>
      {several && (
        <Tabs
          className="tabs tabs-conversations"
          label={t('chat.conversations')}
          current={shown.key}
          panelId={panelId}
          onSelect={(next) => {
            const found = conversations.find((one) => one.key === next);
            if (found) onSelect(found.conversation);
          }}
          tabs={conversations.map((one) => ({
            key: one.key,
            label: <UnreadLabel words={one.name} unread={one.unread} />,
          }))}
        />
      )}
      <div
        className="chat-body"
        {...(several && { id: panelId, role: 'tabpanel', 'aria-label': shown.name })}
      >
        <PinnedBar pinned={shown.channel?.pinned ?? []} onThread={setThreadId} />
        <ShownLines
          key={shown.key}
          shown={shown}
          reading={reading}
          onReply={(line) => {
            setAnswer({ key: shown.key, line });
            setAnswering(true);
          }}
          onThread={setThreadId}
        />
        <TalkBar />
        {engine && (
          <Composer
            key={`composer ${shown.key}`}
            engine={engine}
            shown={shown}
            answering={answered && answeringOf(answered.line, () => setAnswer(undefined))}
            focus={focusKey === shown.key || answering}
            onFocused={() => {
              setAnswering(false);
              onFocused();
            }}
            onPlenary={() => onSelect(PLENARY)}
          />
        )}
      </div>
      {threadId !== undefined && (
        <ThreadDialog
          key={threadId}
          rootId={threadId}
          shown={shown}
          onClose={() => setThreadId(undefined)}
        />
      )}
    </section>
  );
}

/** An answer to an answer belongs to the first line of the thread. */
function answeringOf(line: Line, onDismiss: () => void): Answering {
  return { id: line.replyToId || line.id, line, onDismiss };
}
