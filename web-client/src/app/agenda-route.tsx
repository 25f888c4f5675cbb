// Planning the agenda goes through the same notice as entering the session.
import { useMemo } from 'react';
import { ConsentGate } from '../features/room/consent-gate';
import { liveRoom, RoomContext } from '../features/room/room-context';
import { AgendaScreen } from '../features/sessions/agenda/agenda-screen';
import type { Engine } from '../session/engine';

export function AgendaRoute({ sessionId }: { sessionId: string }) {
  return (
    <AgendaScreen
      sessionId={sessionId}
      renderGate={(engine, leaveTo) => (
        <Gate sessionId={sessionId} engine={engine} leaveTo={leaveTo} />
      )}
    />
  );
}

interface GateProps {
  sessionId: string;
  engine: Engine;
  leaveTo: string;
}

function Gate({ sessionId, engine, leaveTo }: GateProps) {
  const room = useMemo(() => liveRoom(sessionId, engine), [sessionId, engine]);
  return (
    <RoomContext value={room}>
      <ConsentGate engine={engine} leaveTo={leaveTo} />
    </RoomContext>
  );
}
