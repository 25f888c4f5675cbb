// A name with the number of lines not seen yet, in figures for eyes and in words for ears.
import { useI18n } from '../../../i18n/i18n-provider';

export function UnreadLabel({ words, unread }: { words: string; unread: number }) {
  const { t } = useI18n();
  return (
    <>
      {words}
      {unread > 0 && (
        <>
          <span className="unread" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
          <span className="visually-hidden"> {t('chat.unread', { count: unread })}</span>
        </>
      )}
    </>
  );
}
