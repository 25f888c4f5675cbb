// What to do, and whom to call, when joining does not work.
import { useI18n } from '../../i18n/i18n-provider';
import { Link } from '../../ui/link';

export function LinkHelp() {
  const { t } = useI18n();
  return (
    <details>
      <summary>{t('join.help')}</summary>
      <p>{t('join.help.body')}</p>
      <p>
        <Link to="/check">{t('join.help.check')}</Link>
      </p>
    </details>
  );
}
