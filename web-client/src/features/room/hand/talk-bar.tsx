// Beside the input: one's hand, reactions, and what everyone presses.
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import { useReactable } from '../chat/use-writable';
import { useRoom, useRoomState } from '../room-context';
import { HandButton } from './hand-button';
import { PulseBurst } from './pulse-burst';
import { ReactControl } from './react-control';
import './hand.css';

export function TalkBar() {
  const { engine } = useRoom();
  const reactable = useReactable();
  const goesOn = useRoomState(({ view }) => {
    const state = view?.session?.state;
    return state === SessionState.LIVE || state === SessionState.LOBBY;
  });
  if (!goesOn) return null;
  return (
    <div className="talk-bar">
      {engine && <HandButton engine={engine} />}
      {engine && reactable && <ReactControl engine={engine} />}
      <PulseBurst />
    </div>
  );
}
