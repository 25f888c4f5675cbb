// The middle of the room: what is happening now, and what is asked of this person.
import { useEffect } from 'react';
import type { Conversation } from '../../session/conversations';
import { later } from '../../ui/later';
import { useWide } from '../../ui/use-wide';
import type { RoomsPanelProps } from './breakout/rooms-panel-later';
import { RoomsPanel } from './breakout/rooms-panel-later';
import { placeConversation } from './breakout/use-rooms';
import { NowBar } from './stage/now-bar';
import { Spotlight } from './stage/spotlight';
import { StepFile } from './stage/step-file';
import type { Middle } from './use-middle';

const MyRoom = later(async () => (await import('./breakout/my-room')).MyRoom);
const ChooseRoom = later(async () => (await import('./breakout/choose-room')).ChooseRoom);

interface RoomMiddleProps {
  middle: Middle;
  rooms: RoomsPanelProps;
  plenaryUnread: number;
  /** The conversation that is on the screen. */
  shown: Conversation['kind'] | undefined;
  onPlenary: () => void;
  onWrite: (conversation: Conversation) => void;
}

export function RoomMiddle(props: RoomMiddleProps) {
  const { middle, rooms, plenaryUnread, shown, onPlenary, onWrite } = props;
  const { kind, engine, place, round, stage, fold } = middle;
  const wide = useWide();

  // When rooms open, two hundred people need this in the same second.
  useEffect(() => {
    if (!engine) return;
    MyRoom.prepare();
    ChooseRoom.prepare();
  }, [engine]);

  if (kind === 'nothing') return null;
  if (kind === 'rooms') return <RoomsPanel {...rooms} />;
  if (kind === 'myRoom' && engine && place) {
    return (
      <MyRoom
        engine={engine}
        place={place}
        plenaryUnread={plenaryUnread}
        onRoom={shown === 'room' ? undefined : () => onWrite(placeConversation(place))}
        onPlenary={shown === undefined ? onPlenary : undefined}
      />
    );
  }
  if (kind === 'choose' && engine && round) return <ChooseRoom engine={engine} round={round} />;
  return (
    <>
      <NowBar onChat={shown === 'plenary' ? undefined : onPlenary} />
      <Spotlight />
      {stage && <StepFile key={stage.itemId} stage={stage} fold={wide ? undefined : fold} />}
    </>
  );
}
