// Says above the input which line will be answered, and lets go of it.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import { Icon } from '../../../ui/icon';

export function ReplyingTo({ line, onDismiss }: { line: Line; onDismiss: () => void }) {
  const { t } = useI18n();
  return (
    <div className="replying">
      <p className="replying-words">
        <strong>{t('chat.replyingTo', { name: line.authorName })}</strong> {line.text}
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label={t('chat.replyingTo.dismiss')}
        onClick={onDismiss}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
