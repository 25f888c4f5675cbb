// The live session: from the first connection through the consent notice into the room.
import { useMemo } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import { ComeAs } from '../../protocol/convene/v1/in_session_pb';
import { Consent } from '../../protocol/convene/v1/session_pb';
import type { Engine } from '../../session/engine';
import { LanguageSwitch } from '../../ui/language-switch';
import { later } from '../../ui/later';
import { useTitle } from '../../ui/page';
import { useStore } from '../../ui/use-store';
import { ConnectionWord } from './connection-word';
import { ConsentGate } from './consent-gate';
import { EndScreen } from './end-screen';
import { LiveRoom } from './live-room';
import { liveRoom, RoomContext } from './room-context';
import { useEngine } from './use-engine';

const WaitingScreen = later(async () => (await import('./waiting-screen')).WaitingScreen);

interface RoomScreenProps {
  sessionId: string;
  /** Entering as the account of the team, not as a person with a seat. */
  asTeam: boolean;
}

export function RoomScreen({ sessionId, asTeam }: RoomScreenProps) {
  const engine = useEngine(sessionId, asTeam ? ComeAs.ACCOUNT : ComeAs.PERSON);
  const room = useMemo(() => engine && liveRoom(sessionId, engine), [sessionId, engine]);
  if (!engine || !room) return null;
  return (
    <RoomContext value={room}>
      <Stage engine={engine} sessionId={sessionId} asTeam={asTeam} />
    </RoomContext>
  );
}

function Stage({ engine, sessionId, asTeam }: RoomScreenProps & { engine: Engine }) {
  const connection = useStore(engine.store, (state) => state.connection);
  const seen = useStore(engine.store, ({ view }) => view !== undefined);
  const consent = useStore(engine.store, ({ view }) => view?.me?.consent ?? Consent.UNSPECIFIED);
  const waiting = useStore(engine.store, ({ view }) => view?.me?.waiting === true);
  const leaveTo = asTeam ? `/sessions/${encodeURIComponent(sessionId)}` : '/';

  if (connection.kind === 'ended') {
    return <EndScreen reason={connection.reason} asTeam={asTeam} engine={engine} />;
  }
  if (!seen) return <Arriving engine={engine} />;
  if (waiting) return <WaitingScreen engine={engine} leaveTo={leaveTo} />;
  if (consent === Consent.UNSPECIFIED) return <ConsentGate engine={engine} leaveTo={leaveTo} />;
  return <LiveRoom engine={engine} leaveTo={leaveTo} asTeam={asTeam} />;
}

function Arriving({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  useTitle(t('connection.connecting'));
  return (
    <>
      <div className="corner">
        <LanguageSwitch />
      </div>
      <main id="content" className="page page-narrow page-centred">
        <ConnectionWord engine={engine} />
      </main>
    </>
  );
}
