// Marks words that are shown in the other language because nobody has translated them.
import { useI18n } from '../../../i18n/i18n-provider';

export function Untranslated() {
  const { t } = useI18n();
  return <span className="badge untranslated">{t('now.untranslated')}</span>;
}
