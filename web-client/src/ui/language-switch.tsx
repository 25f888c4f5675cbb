// English or Spanish, at any time, in the top right corner of every screen.
import { useI18n } from '../i18n/i18n-provider';
import { Button } from './button';

export function LanguageSwitch() {
  const { language, setLanguage, change, t } = useI18n();
  const other = language === 'en' ? 'es' : 'en';
  return (
    <>
      {/* Named in the language that it leads to, for those who cannot read this one. */}
      <Button
        kind="plain"
        size="small"
        lang={other}
        busy={change === 'loading'}
        onClick={() => setLanguage(other)}
      >
        {t('language.other')}
      </Button>
      {change === 'failed' && (
        <p className="field-error" role="alert">
          {t('language.failed')}
        </p>
      )}
    </>
  );
}
