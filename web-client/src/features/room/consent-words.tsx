// What is kept and who reads what, in the same words at the door and inside.
import { useI18n } from '../../i18n/i18n-provider';

export function ConsentWords() {
  const { t } = useI18n();
  return (
    <div className="prose">
      <p>{t('consent.lead')}</p>
      <p>{t('consent.kept')}</p>
      <ul>
        <li>{t('consent.plenary')}</li>
        <li>{t('consent.private')}</li>
        <li>{t('consent.backChannel')}</li>
      </ul>
    </div>
  );
}
