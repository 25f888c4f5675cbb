// The replay draws the room of the live session from another source.

import { ReplayScreen } from '../features/replay/replay-screen';
import { RoomContext } from '../features/room/room-context';
import { RoomPanels } from '../features/room/room-panels';
import '../features/replay/player.css';

export function ReplayRoute({ sessionId }: { sessionId: string }) {
  return (
    <ReplayScreen
      sessionId={sessionId}
      renderRoom={(store, clock) => (
        <RoomContext value={{ sessionId, store, engine: undefined, clock }}>
          <RoomPanels />
        </RoomContext>
      )}
    />
  );
}
