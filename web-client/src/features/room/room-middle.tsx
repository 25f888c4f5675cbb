// The middle of the room: what is happening now, and what is asked of this person.
import { useEffect } from 'react';
import type { Conversation } from '../../session/conversations';
import { later } from '../../ui/later';
import { useWide } from '../../ui/use-wide';
import { BoardStagePart } from './board/board-later';
import type { RoomsPanelProps } from './breakout/rooms-panel-later';
import { RoomsPanel } from './breakout/rooms-panel-later';
import { placeConversation, useLastResults, useReports } from './breakout/use-rooms';
import { PollStagePart } from './poll/polls-later';
import { NowBar } from './stage/now-bar';
import { Spotlight } from './stage/spotlight';
import { StepFile } from './stage/step-file';
import { TalkMiddle } from './talk-middle';
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
  const { kind, engine, place, round, stage, fold, polls, boards } = middle;
  const wide = useWide();
  const reports = useReports();
  const last = useLastResults();

  // When rooms open, two hundred people need this in the same second.
  useEffect(() => {
    if (!engine) return;
    MyRoom.prepare();
    ChooseRoom.prepare();
    PollStagePart.prepare();
  }, [engine]);

  if (kind === 'nothing') return null;
  const talk = <TalkMiddle onPlenary={onPlenary} />;
  if (kind === 'rooms') {
    return (
      <>
        {talk}
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
        {talk}
        {reports && <PlenaryRooms reports={reports} last={undefined} />}
        {polls && <PollStagePart stage={polls} />}
        <MyRoom
          engine={engine}
          place={place}
          plenaryUnread={plenaryUnread}
          onRoom={shown === 'room' ? undefined : () => onWrite(placeConversation(place))}
          onPlenary={shown === undefined ? onPlenary : undefined}
        />
        {boards && <BoardStagePart stage={boards} />}
      </>
    );
  }
  if (kind === 'choose' && engine && round) {
    return (
      <>
        {talk}
        {polls && <PollStagePart stage={polls} />}
        <ChooseRoom engine={engine} round={round} />
        {boards && <BoardStagePart stage={boards} />}
      </>
    );
  }
  return (
    <>
      {reports && <PlenaryRooms reports={reports} last={undefined} />}
      <NowBar onChat={shown === 'plenary' ? undefined : onPlenary} />
      {talk}
      {last && <PlenaryRooms reports={undefined} last={last} />}
      {polls && <PollStagePart stage={polls} />}
      <Spotlight />
      {boards && <BoardStagePart stage={boards} />}
      {stage && <StepFile key={stage.itemId} stage={stage} fold={wide ? undefined : fold} />}
    </>
  );
}
