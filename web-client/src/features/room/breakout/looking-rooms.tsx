// Several rooms that a facilitator looks into, their conversations side by side.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Conversation } from '../../../session/conversations';
import { ChatPanel } from '../chat/chat-panel';
import type { ListedConversation } from '../chat/use-conversations';
import type { Reading } from '../chat/use-read-marks';
import { LookingBar } from './looking-bar';
import './rooms.css';

export interface LookingRoomsProps {
  conversations: readonly ListedConversation[];
  reading: Reading;
  /** The one whose input has the focus at first. */
  focusKey: string | undefined;
  onFocused: () => void;
  onSelect: (conversation: Conversation) => void;
  onBack: () => void;
}

export function LookingRooms(props: LookingRoomsProps) {
  const { conversations, reading, focusKey, onFocused, onSelect, onBack } = props;
  const { t } = useI18n();
  return (
    <section className="looking-rooms" aria-label={t('look.several')}>
      <LookingBar room={conversations.map(({ name }) => name).join(', ')} onBack={onBack} />
      <div className="looking-columns">
        {conversations.map((one) => (
          <section key={one.key} className="looking-column" aria-label={one.name}>
            <h3>{one.name}</h3>
            <ChatPanel
              conversations={[one]}
              current={one.conversation}
              onSelect={onSelect}
              reading={reading}
              focusKey={focusKey === one.key ? focusKey : undefined}
              onFocused={onFocused}
            />
          </section>
        ))}
      </div>
    </section>
  );
}
