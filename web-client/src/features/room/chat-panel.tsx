// Conversations, the lines of the chosen one, and the input with who will see it.
import { useId } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import type { Conversation } from '../../session/conversations';
import { conversationKey } from '../../session/conversations';
import { Tabs } from '../../ui/tabs';
import { Composer } from './composer';
import { LineList } from './line-list';
import { useRoom } from './room-context';
import { UnreadLabel } from './unread-label';
import type { ListedConversation } from './use-conversations';
import type { Reading } from './use-read-marks';

interface ChatPanelProps {
  conversations: readonly ListedConversation[];
  current: Conversation;
  onSelect: (conversation: Conversation) => void;
  reading: Reading;
  /** The conversation that someone has just chosen to write in. */
  focusKey: string | undefined;
}

export function ChatPanel({ conversations, current, onSelect, reading, focusKey }: ChatPanelProps) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const panelId = useId();
  const key = conversationKey(current);
  // A conversation may go: when someone stops being a facilitator, say.
  const shown = conversations.find((one) => one.key === key) ?? conversations[0];
  if (!shown) return null;

  return (
    <section className="chat" aria-label={t('room.tab.chat')}>
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
      <div id={panelId} className="chat-body" role="tabpanel" aria-label={shown.name}>
        <LineList key={shown.key} shown={shown} reading={reading} />
        {engine && (
          <Composer
            key={`composer ${shown.key}`}
            engine={engine}
            shown={shown}
            focus={focusKey === shown.key}
          />
        )}
      </div>
    </section>
  );
}
