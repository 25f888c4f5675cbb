// One text in both languages, side by side; what is not translated yet is marked.
import type { MessageKey } from '../../../../i18n/en';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Text } from '../../../../protocol/convene/v1/session_pb';
import { AreaField, TextField } from '../../../../ui/field';
import type { FormErrors } from '../../../../ui/form';

interface TextsFieldProps {
  /** What it is, without a language. */
  label: string;
  value: Text | undefined;
  name: string;
  errors: FormErrors;
  required?: boolean;
  long?: boolean;
  onChange: (value: Text) => void;
}

const LANGUAGES: readonly { lang: 'en' | 'es'; label: MessageKey }[] = [
  { lang: 'en', label: 'edit.inEnglish' },
  { lang: 'es', label: 'edit.inSpanish' },
];

export function TextsField(props: TextsFieldProps) {
  const { label, value, name, errors, required = false, long = false, onChange } = props;
  const { t } = useI18n();
  const Field = long ? AreaField : TextField;
  const { en = '', es = '' } = value ?? {};
  const gap = en.trim() !== '' && es.trim() === '';
  return (
    <div className="poll-texts-pair">
      {LANGUAGES.map(({ lang, label: of }) => (
        <Field
          key={lang}
          label={t(of, { what: label })}
          hint={lang === 'es' && gap ? t('edit.gap') : undefined}
          required={required && lang === 'en'}
          free
          lang={lang}
          autoComplete="off"
          {...(long && { rows: 2 })}
          value={lang === 'en' ? en : es}
          error={errors[`${name}.${lang}`]}
          onChange={(text: string) => {
            const next = { $typeName: 'convene.v1.Text', en, es } as const;
            onChange({ ...next, [lang]: text });
          }}
        />
      ))}
    </div>
  );
}
