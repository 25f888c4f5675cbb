// Joining begins with a code.
import { useI18n } from '../../i18n/i18n-provider';
import { CodeForm } from '../../ui/code-form';
import { Page } from '../../ui/page';

export function CodeScreen() {
  const { t } = useI18n();
  return (
    <Page title={t('join.title')}>
      <CodeForm className="form card" />
    </Page>
  );
}
