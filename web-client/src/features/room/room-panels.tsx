// What happens, the talk about it, and who is here; the same live and in a replay.
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import { classNames } from '../../lib/class-names';
import type { Conversation } from '../../session/conversations';
import { conversationKey, PLENARY } from '../../session/conversations';
import { later } from '../../ui/later';
import { Tabs } from '../../ui/tabs';
import { useWide } from '../../ui/use-wide';
import { LookingBar } from './breakout/looking-bar';
import type { LookingRoomsProps } from './breakout/looking-rooms';
import { LooksInto, lookingOf } from './breakout/looks-into';
import type { RoomsTool } from './breakout/rooms-tool';
import { useRoomMove } from './breakout/use-room-move';
import { useMyPlace } from './breakout/use-rooms';
import { ChatPanel } from './chat/chat-panel';
import { UnreadLabel } from './chat/unread-label';
import { ToRun } from './poll/polls-later';
import { useNewQuestions } from './question/use-new-questions';
import { useFacilitating, useRoom, useRoomState } from './room-context';
import { RoomMiddle } from './room-middle';
import type { Side } from './side-part';
import { AgendaPanel, SidePart } from './side-part';
import { useKeptSide } from './use-kept-side';
import { useMiddle } from './use-middle';
import { useTalk } from './use-talk';
import { useFalling } from './waterfall/use-waterfall';
import './room.css';
import './chat/chat.css';
import './chat/line.css';
import './chat/composer.css';
import './people/people.css';
import './stage/stage.css';

type Part = 'chat' | Side | 'rooms';

const LookingRooms = later<LookingRoomsProps>(
  async () => (await import('./breakout/looking-rooms')).LookingRooms,
);

/** `tool`: the rooms of facilitators, where there is a session to run. */
interface RoomPanelsProps {
  tool?: RoomsTool;
  /** What was just asked for elsewhere: another object each time. */
  wantedSide?: { side: Side };
}

export function RoomPanels({ tool, wantedSide }: RoomPanelsProps) {
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
  useKeptSide(beside, { side, setSide, chosen, setChosen });
  const [returnTo, setReturnTo] = useState<{ room: number }>();
  const [planning, setPlanning] = useState(false);
  const [wantedRun, setWantedRun] = useState<{ runId: string }>();
  const polled = useRoomState(({ view }) => (view?.runs.length ?? 0) > 0) || runs;
  const talk = useTalk(place);
  const { current, setCurrent, write, look, looked } = talk;
  const wanted: Part = beside ? side : chosen;
  const missing = (wanted === 'agenda' && plan.length === 0) || (wanted === 'polls' && !polled);
  const part: Part =
    runs && tool.shown && !wide ? 'rooms' : missing ? (beside ? 'people' : 'chat') : wanted;

  const falling = useFalling();
  const newQuestions = useNewQuestions(part === 'questions');

  // On a phone the rooms of facilitators stand where these do.
  const leaveRooms = useRef(() => {});
  leaveRooms.current = () => {
    if (!wide) tool?.hide();
  };
  useEffect(() => {
    if (!wantedSide) return;
    setSide(wantedSide.side);
    setChosen(wantedSide.side);
    leaveRooms.current();
  }, [wantedSide]);

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

  const handleRun = useCallback((runId: string) => {
    setWantedRun({ runId });
    setSide('polls');
    setChosen('polls');
  }, []);

  function handlePart(key: string) {
    if (key === 'rooms') return tool?.show();
    if (!wide) tool?.hide();
    if (beside) setSide(key as Side);
    // A poll that opens takes the middle: whoever is at the polls stays there.
    if (!beside || key === 'polls') setChosen(key as Side | 'chat');
    else if (chosen === 'polls') setChosen('chat');
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
    {
      key: 'questions',
      label: <UnreadLabel words={t('room.tab.questions')} unread={newQuestions} />,
    },
    plan.length > 0 && { key: 'agenda', label: t('room.tab.agenda') },
    polled && { key: 'polls', label: t('room.tab.polls') },
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
    <ToRun value={handleRun}>
      <div
        className={classNames(
          'panels',
          !wide && 'panels-narrow',
          middle.staged && wide && 'panels-stage',
          ((stage && !fold.folded) || middle.className !== '') && !wide && 'panels-look',
          middle.className,
          middle.kind === 'myRoom' && !wide && 'panels-my-room',
          falling && 'panels-falling',
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
                <SidePart part={part} wantedRun={wantedRun} rooms={rooms} onWrite={handleWrite} />
              </div>
            )}
          </>
        )}
      </div>
    </ToRun>
  );
}
