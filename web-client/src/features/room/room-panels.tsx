// Talk and people, side by side or behind tabs; the same live and in a replay.
import { useId, useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import type { Conversation } from '../../session/conversations';
import { conversationKey, PLENARY } from '../../session/conversations';
import { Tabs } from '../../ui/tabs';
import { useWide } from '../../ui/use-wide';
import { ChatPanel } from './chat-panel';
import { PeoplePanel } from './people-panel';
import { UnreadLabel } from './unread-label';
import { useConversations } from './use-conversations';
import { useReadMarks } from './use-read-marks';

type Part = 'chat' | 'people';

export function RoomPanels() {
  const { t } = useI18n();
  const wide = useWide();
  const panelId = useId();
  const [part, setPart] = useState<Part>('chat');
  const [current, setCurrent] = useState<Conversation>(PLENARY);
  const [focusKey, setFocusKey] = useState<string>();
  const [opened, setOpened] = useState<readonly Conversation[]>([]);
  const reading = useReadMarks();
  const conversations = useConversations(opened, reading);
  const unread = conversations.reduce((sum, { unread: count }) => sum + count, 0);

  function handleWrite(conversation: Conversation) {
    const key = conversationKey(conversation);
    setOpened((before) =>
      before.some((one) => conversationKey(one) === key) ? before : [...before, conversation],
    );
    setCurrent(conversation);
    setFocusKey(key);
    setPart('chat');
  }

  const chat = (
    <ChatPanel
      conversations={conversations}
      current={current}
      onSelect={setCurrent}
      reading={reading}
      focusKey={focusKey}
    />
  );
  const people = <PeoplePanel onWrite={handleWrite} />;

  if (wide) {
    return (
      <div className="panels">
        {chat}
        {people}
      </div>
    );
  }
  return (
    <div className="panels panels-narrow">
      <Tabs
        className="tabs tabs-parts"
        label={t('room.tabs')}
        current={part}
        onSelect={(key) => setPart(key as Part)}
        panelId={panelId}
        tabs={[
          { key: 'chat', label: <UnreadLabel words={t('room.tab.chat')} unread={unread} /> },
          { key: 'people', label: t('room.tab.people') },
        ]}
      />
      <div
        id={panelId}
        className="panel-frame"
        role="tabpanel"
        aria-label={t(part === 'chat' ? 'room.tab.chat' : 'room.tab.people')}
      >
        {part === 'chat' ? chat : people}
      </div>
    </div>
  );
}
