// The input of a conversation, or why there is none now.
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import type { Engine } from '../../../session/engine';
import { ComposerInput } from './composer-input';
import type { ListedConversation } from './use-conversations';
import { useWritable } from './use-writable';
import { WhyNotWrite } from './why-not-write';

/** What is being answered: a thread by its id, or a line that the person has chosen. */
export interface Answering {
  id: string;
  /** Shown above the input, with the way out of answering it. */
  line?: Line;
  onDismiss?: () => void;
}

export interface ComposerProps {
  engine: Engine;
  shown: ListedConversation;
  answering?: Answering;
  /** The person has just asked to write here. */
  focus?: boolean;
  onFocused?: () => void;
  onPlenary: () => void;
}

export function Composer(props: ComposerProps) {
  const { engine, shown, onPlenary } = props;
  const obstacle = useWritable(shown.conversation);
  // Whoever listens for one step keeps the input, with what they have begun and with the focus.
  const listening = obstacle === 'listening';
  return obstacle && !listening ? (
    <WhyNotWrite obstacle={obstacle} engine={engine} onPlenary={onPlenary} />
  ) : (
    <ComposerInput {...props} listening={listening} />
  );
}
