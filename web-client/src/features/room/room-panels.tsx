// What happens, the talk about it, and who is here; the same live and in a replay.
import { useCallback, useEffect, useId, useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import { classNames } from '../../lib/class-names';
import type { Conversation } from '../../session/conversations';
import { conversationKey, PLENARY } from '../../session/conversations';
import { later } from '../../ui/later';
import { Tabs } from '../../ui/tabs';
import { useWide } from '../../ui/use-wide';
import { ChatPanel } from './chat/chat-panel';
import { UnreadLabel } from './chat/unread-label';
import { useConversations } from './chat/use-conversations';
import { useReadMarks } from './chat/use-read-marks';
import { PeoplePanel } from './people/people-panel';
import { NowBar } from './stage/now-bar';
import { Spotlight } from './stage/spotlight';
import { StepFile } from './stage/step-file';
import { useFolded } from './stage/use-folded';
import { useStage } from './stage/use-stage';
import { useStep } from './stage/use-step';
import './room.css';
import './chat/chat.css';
import './chat/line.css';
import './chat/composer.css';
import './people/people.css';
import './stage/stage.css';

type Side = 'people' | 'agenda';
type Part = 'chat' | Side;

const AgendaPanel = later(async () => (await import('./stage/agenda-panel')).AgendaPanel);

export function RoomPanels() {
  const { t } = useI18n();
  const wide = useWide();
  const panelId = useId();
  const { plan } = useStep();
  const stage = useStage();
  const fold = useFolded();
  // With something to look at in the middle, the chat becomes one of the parts beside it.
  const beside = wide && stage === undefined;
  // Remembered apart: what one looks at beside the chat says nothing about leaving it.
  const [side, setSide] = useState<Side>('people');
  const [chosen, setChosen] = useState<Part>('chat');
  const [current, setCurrent] = useState<Conversation>(PLENARY);
  const [focusKey, setFocusKey] = useState<string>();
  const [opened, setOpened] = useState<readonly Conversation[]>([]);
  const reading = useReadMarks();
  const conversations = useConversations(opened, reading);
  const unread = conversations.reduce((sum, { unread: count }) => sum + count, 0);
  const wanted = beside ? side : chosen;
  const part = wanted === 'agenda' && plan.length === 0 ? (beside ? 'people' : 'chat') : wanted;

  useEffect(() => {
    if (plan.length > 0) AgendaPanel.prepare();
  }, [plan.length]);

  // Always the same function: two thousand people are drawn with it.
  const handleWrite = useCallback((conversation: Conversation) => {
    const key = conversationKey(conversation);
    setOpened((before) =>
      before.some((one) => conversationKey(one) === key) ? before : [...before, conversation],
    );
    setCurrent(conversation);
    setFocusKey(key);
    setChosen('chat');
  }, []);
  const handleFocused = useCallback(() => setFocusKey(undefined), []);

  const inPlenary = (beside || part === 'chat') && current.kind === 'plenary';
  const tabs = [
    !beside && {
      key: 'chat',
      label: <UnreadLabel words={t('room.tab.chat')} unread={unread} />,
    },
    { key: 'people', label: t('room.tab.people') },
    plan.length > 0 && { key: 'agenda', label: t('room.tab.agenda') },
  ].filter((tab) => tab !== false);

  const tabPanel = (shown: Part) => ({
    id: panelId,
    role: 'tabpanel',
    'aria-label': t(`room.tab.${shown}`),
  });

  return (
    <div
      className={classNames(
        'panels',
        !wide && 'panels-narrow',
        stage && wide && 'panels-stage',
        stage && !wide && !fold.folded && 'panels-look',
        tabs.length < 2 && 'panels-untabbed',
      )}
    >
      <div className="middle">
        <NowBar onChat={inPlenary ? undefined : () => handleWrite(PLENARY)} />
        <Spotlight />
        {stage && <StepFile key={stage.itemId} stage={stage} fold={wide ? undefined : fold} />}
      </div>
      {tabs.length > 1 && (
        <Tabs
          className="tabs tabs-parts"
          label={t('room.tabs')}
          current={part}
          onSelect={(key) => (beside ? setSide(key as Side) : setChosen(key as Part))}
          panelId={panelId}
          tabs={tabs}
        />
      )}
      {(beside || part === 'chat') && (
        <div className="panel-frame panel-chat" {...(!beside && tabPanel('chat'))}>
          <ChatPanel
            conversations={conversations}
            current={current}
            onSelect={setCurrent}
            reading={reading}
            focusKey={focusKey}
            onFocused={handleFocused}
          />
        </div>
      )}
      {part !== 'chat' && (
        <div className="panel-frame panel-side" {...(tabs.length > 1 && tabPanel(part))}>
          {part === 'people' ? <PeoplePanel onWrite={handleWrite} /> : <AgendaPanel />}
        </div>
      )}
    </div>
  );
}
