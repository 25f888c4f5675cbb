// What is kept and who reads what, in the same words at the door and inside.
import { useI18n } from '../../i18n/i18n-provider';

/** In a session that forgets what is written in its breakout rooms, or keeps it. */
export function ConsentWords({ forgetsRooms }: { forgetsRooms: boolean }) {
  const { t } = useI18n();
  return (
    <div className="prose">
      <p>{t('consent.lead')}</p>
      <p>{t('consent.kept')}</p>
      <dl className="terms">
        <dt>{t('chat.plenary')}</dt>
        <dd>{t('consent.plenary')}</dd>
        <dt>{t('consent.private.term')}</dt>
        <dd>{t('consent.private')}</dd>
        <dt>{t('consent.rooms.term')}</dt>
        <dd>{t(forgetsRooms ? 'consent.rooms.forgotten' : 'consent.rooms.kept')}</dd>
        <dt>{t('chat.facilitators')}</dt>
        <dd>{t('consent.backChannel')}</dd>
      </dl>
    </div>
  );
}
