// An empty table with the right headers, made in the browser.
import { useEffect, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import { templateCsv } from './template';

export function TemplateLink() {
  const { t, language } = useI18n();
  const [href, setHref] = useState<string>();

  useEffect(() => {
    const made = URL.createObjectURL(new Blob([templateCsv(language)], { type: 'text/csv' }));
    setHref(made);
    return () => URL.revokeObjectURL(made);
  }, [language]);

  return (
    <p>
      <a href={href} download="roster-template.csv">
        {t('import.template')}
      </a>
      <span className="row-meta">{t('import.template.hint')}</span>
    </p>
  );
}
