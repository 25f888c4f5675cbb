// How this page talks to the server, in words that a help desk understands.
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import { useRoomState } from './room-context';

const WORDS: Readonly<Record<string, MessageKey>> = {
  websocket: 'transport.websocket',
  sse: 'transport.sse',
  poll: 'transport.poll',
};

export function TransportWord() {
  const { t } = useI18n();
  const words = useRoomState((state) =>
    'transport' in state && typeof state.transport === 'string'
      ? WORDS[state.transport]
      : undefined,
  );
  return words ? t(words) : null;
}
