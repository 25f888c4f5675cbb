// What happens, the talk about it, and who is here; the same live and in a replay.
import { useCallback, useEffect, useId, useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import { classNames } from '../../lib/class-names';
import type { Conversation } from '../../session/conversations';
import { conversationKey, PLENARY } from '../../session/conversations';
import { later } from '../../ui/later';
import { Tabs } from '../../ui/tabs';
import { useWide } from '../../ui/use-wide';
import { LookingBar } from './breakout/looking-bar';
import type { LookingRoomsProps } from './breakout/looking-rooms';
import type { Looking } from './breakout/looks-into';
import { LooksInto } from './breakout/looks-into';
import { RoomsPanel } from './breakout/rooms-panel-later';
import type { RoomsTool } from './breakout/rooms-tool';
import { useRoomMove } from './breakout/use-room-move';
import { useMyPlace } from './breakout/use-rooms';
import { ChatPanel } from './chat/chat-panel';
import { UnreadLabel } from './chat/unread-label';
import type { ListedConversation } from './chat/use-conversations';
import { PeoplePanel } from './people/people-panel';
import { useFacilitating, useRoom } from './room-context';
import { RoomMiddle } from './room-middle';
import { useMiddle } from './use-middle';
import { useTalk } from './use-talk';
import './room.css';
import './chat/chat.css';
import './chat/line.css';
import './chat/composer.css';
import './people/people.css';
import './stage/stage.css';

type Side = 'people' | 'agenda';
type Part = 'chat' | Side | 'rooms';

const AgendaPanel = later(async () => (await import('./stage/agenda-panel')).AgendaPanel);
const LookingRooms = later<LookingRoomsProps>(
  async () => (await import('./breakout/looking-rooms')).LookingRooms,
);

/** `tool`: the rooms of facilitators, where there is a session to run. */
export function RoomPanels({ tool }: { tool?: RoomsTool }) {
  const { t } = useI18n();
  const wide = useWide();
  const panelId = useId();
  const { engine } = useRoom();
  const runs = useFacilitating() && tool !== undefined;
  const place = useMyPlace();
  const middle = useMiddle(runs && tool.shown);
  const { plan, fold, stage } = middle;
  // With something to look at in the middle, the chat becomes one of the parts beside it.
  const beside = wide && !middle.staged;
  // Remembered apart: what one looks at beside the chat says nothing about leaving it.
  const [side, setSide] = useState<Side>('people');
  const [chosen, setChosen] = useState<Exclude<Part, 'rooms'>>('chat');
  const [returnTo, setReturnTo] = useState<{ room: number }>();
  const [planning, setPlanning] = useState(false);
  const talk = useTalk(place);
  const { current, setCurrent, write, look, looked } = talk;
  const wanted: Part = beside ? side : chosen;
  const missing = wanted === 'agenda' && plan.length === 0;
  const part: Part =
    runs && tool.shown && !wide ? 'rooms' : missing ? (beside ? 'people' : 'chat') : wanted;

  useRoomMove(place, current, (to) => {
    setCurrent(to);
    setChosen('chat');
  });

  useEffect(() => {
    if (plan.length > 0) AgendaPanel.prepare();
  }, [plan.length]);

  const handleWrite = useCallback(
    (conversation: Conversation) => {
      write(conversation);
      setChosen('chat');
    },
    [write],
  );

  function handlePart(key: string) {
    if (key === 'rooms') return tool?.show();
    if (!wide) tool?.hide();
    if (beside) setSide(key as Side);
    else setChosen(key as Side | 'chat');
  }

  function handleLook(roundId: string, numbers: readonly number[]) {
    // One room stands beside all of them where there is space; several take it all.
    if (!wide || numbers.length > 1) tool?.hide();
    look(roundId, numbers);
    setChosen('chat');
  }

  function handleBack(from: Conversation) {
    talk.stopLooking();
    if (from.kind === 'room') setReturnTo({ room: from.room });
    tool?.show();
  }

  const onChat = beside || part === 'chat';
  const looking = lookingOf(looked);
  const lookingHere = runs && onChat && looking !== undefined;
  // Side by side where that fits; else they are tabs of the chat.
  const several = lookingHere && wide && looked.length > 1;
  const shown = looked.find(({ key }) => key === conversationKey(current));
  const tabs = [
    !beside && {
      key: 'chat',
      label: <UnreadLabel words={t('room.tab.chat')} unread={talk.unread} />,
    },
    { key: 'people', label: t('room.tab.people') },
    plan.length > 0 && { key: 'agenda', label: t('room.tab.agenda') },
    runs && !wide && { key: 'rooms', label: t('room.tab.rooms') },
  ].filter((tab) => tab !== false);

  const tabPanel = (shown: Part) => ({
    id: panelId,
    role: 'tabpanel',
    'aria-label': t(`room.tab.${shown}`),
  });
  const rooms = {
    onLook: handleLook,
    returnTo,
    planning,
    onPlanning: setPlanning,
    onClose: () => tool?.hide(),
  };

  return (
    <div
      className={classNames(
        'panels',
        !wide && 'panels-narrow',
        middle.staged && wide && 'panels-stage',
        stage && !wide && !fold.folded && 'panels-look',
        middle.kind === 'myRoom' && !wide && 'panels-my-room',
        tabs.length < 2 && 'panels-untabbed',
        several && 'panels-looking',
      )}
    >
      {lookingHere && engine && <LooksInto engine={engine} looking={looking} />}
      {several ? (
        <LookingRooms
          conversations={looked}
          reading={talk.reading}
          focusKey={talk.focusKey}
          onFocused={talk.onFocused}
          onSelect={setCurrent}
          onBack={() => handleBack(current)}
        />
      ) : (
        <>
          <div className="middle">
            <RoomMiddle
              middle={middle}
              rooms={rooms}
              plenaryUnread={talk.plenaryUnread}
              shown={onChat ? current.kind : undefined}
              onPlenary={() => handleWrite(PLENARY)}
              onWrite={handleWrite}
            />
          </div>
          {tabs.length > 1 && (
            <Tabs
              className="tabs tabs-parts"
              label={t('room.tabs')}
              current={part}
              onSelect={handlePart}
              panelId={panelId}
              tabs={tabs}
            />
          )}
          {onChat && (
            <div className="panel-frame panel-chat" {...(!beside && tabPanel('chat'))}>
              {lookingHere && shown && (
                <LookingBar room={shown.name} onBack={() => handleBack(current)} />
              )}
              <ChatPanel
                conversations={talk.conversations}
                current={current}
                onSelect={setCurrent}
                reading={talk.reading}
                focusKey={talk.focusKey}
                onFocused={talk.onFocused}
              />
            </div>
          )}
          {part !== 'chat' && (
            <div className="panel-frame panel-side" {...(tabs.length > 1 && tabPanel(part))}>
              {part === 'people' && <PeoplePanel onWrite={handleWrite} />}
              {part === 'agenda' && <AgendaPanel />}
              {part === 'rooms' && <RoomsPanel {...rooms} />}
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** Of one round: it is the open one. */
function lookingOf(looked: readonly ListedConversation[]): Looking | undefined {
  const rooms = looked.flatMap(({ conversation }) =>
    conversation.kind === 'room' ? conversation : [],
  );
  const roundId = rooms[0]?.roundId;
  return roundId ? { roundId, rooms: rooms.map(({ room }) => room) } : undefined;
}
