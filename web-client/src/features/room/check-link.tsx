// The way to the check of device and network, beside the room and not instead of it.
import { useI18n } from '../../i18n/i18n-provider';

export function CheckLink() {
  const { t } = useI18n();
  return (
    <a href="/check" target="_blank" rel="noopener">
      {t('lobby.check')}
    </a>
  );
}
