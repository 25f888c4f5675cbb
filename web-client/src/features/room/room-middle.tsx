// The middle of the room: what is happening now, and what is asked of this person.
import { useEffect } from 'react';
import type { Conversation } from '../../session/conversations';
import { later } from '../../ui/later';
import { useWide } from '../../ui/use-wide';
import type { RoomsPanelProps } from './breakout/rooms-panel-later';
import { RoomsPanel } from './breakout/rooms-panel-later';
import { placeConversation, useLastResults, useReports } from './breakout/use-rooms';
import { NowBar } from './stage/now-bar';
import { Spotlight } from './stage/spotlight';
import { StepFile } from './stage/step-file';
import type { Middle } from './use-middle';

const PlenaryRooms = later(
  async () => (await import('./breakout/plenary/plenary-rooms')).PlenaryRooms,
  { quiet: true },
);
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
  const reports = useReports();
  const last = useLastResults();

  // When rooms open, two hundred people need this in the same second.
  useEffect(() => {
    if (!engine) return;
    MyRoom.prepare();
    ChooseRoom.prepare();
  }, [engine]);

  if (kind === 'nothing') return null;
  if (kind === 'rooms') {
    return (
      <>
        {/* Whoever has closed the rooms here goes on with what they brought back. */}
        {(reports || (last && !round)) && (
          <PlenaryRooms reports={reports} last={round ? undefined : last} />
        )}
        <RoomsPanel {...rooms} />
      </>
    );
  }
  if (kind === 'myRoom' && engine && place) {
    return (
      <>
        {reports && <PlenaryRooms reports={reports} last={undefined} />}
        <MyRoom
          engine={engine}
          place={place}
          plenaryUnread={plenaryUnread}
          onRoom={shown === 'room' ? undefined : () => onWrite(placeConversation(place))}
          onPlenary={shown === undefined ? onPlenary : undefined}
        />
      </>
    );
  }
  if (kind === 'choose' && engine && round) return <ChooseRoom engine={engine} round={round} />;
  return (
    <>
      {reports && <PlenaryRooms reports={reports} last={undefined} />}
      <NowBar onChat={shown === 'plenary' ? undefined : onPlenary} />
      {last && <PlenaryRooms reports={undefined} last={last} />}
      <Spotlight />
      {stage && <StepFile key={stage.itemId} stage={stage} fold={wide ? undefined : fold} />}
    </>
  );
}
