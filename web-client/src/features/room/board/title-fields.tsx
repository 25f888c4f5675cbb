// A title in both languages; English is needed, Spanish is asked for.
import { useI18n } from '../../../i18n/i18n-provider';
import type { Text } from '../../../protocol/convene/v1/session_pb';
import { TextField } from '../../../ui/field';

interface TitleFieldsProps {
  value: Text | undefined;
  wrong: boolean;
  onChange: (value: Text) => void;
}

const TITLE_CHARS_MAX = 120;

export function TitleFields({ value, wrong, onChange }: TitleFieldsProps) {
  const { t } = useI18n();
  const { en = '', es = '' } = value ?? {};
  const next = { $typeName: 'convene.v1.Text', en, es } as const;
  return (
    <>
      <TextField
        label={t('board.title.en')}
        required
        lang="en"
        autoComplete="off"
        maxLength={TITLE_CHARS_MAX}
        value={en}
        error={wrong ? t('board.title.needed') : undefined}
        onChange={(text) => onChange({ ...next, en: text })}
      />
      <TextField
        label={t('board.title.es')}
        free
        lang="es"
        autoComplete="off"
        maxLength={TITLE_CHARS_MAX}
        value={es}
        hint={en.trim() !== '' && es.trim() === '' ? t('board.title.gap') : undefined}
        onChange={(text) => onChange({ ...next, es: text })}
      />
    </>
  );
}
