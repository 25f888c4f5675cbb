// What each column of the table holds: guessed by the server, put right by the person.
import { useI18n } from '../../../i18n/i18n-provider';
import type { RosterColumn } from '../../../protocol/convene/v1/in_session_pb';
import { ColumnMeaning } from '../../../protocol/convene/v1/in_session_pb';
import { SelectField } from '../../../ui/field';
import { COLUMN_WORDS } from './import-words';

interface ColumnFieldsProps {
  columns: readonly RosterColumn[];
  meanings: readonly ColumnMeaning[];
  onChange: (index: number, meaning: ColumnMeaning) => void;
}

const MEANINGS = Object.keys(COLUMN_WORDS).map(Number) as ColumnMeaning[];

export function ColumnFields({ columns, meanings, onChange }: ColumnFieldsProps) {
  const { t } = useI18n();
  return (
    <section className="card" aria-labelledby="columns-title">
      <h2 id="columns-title">{t('import.columns')}</h2>
      <p className="muted">{t('import.columns.hint')}</p>
      <div className="import-fields">
        {columns.map(({ header, samples }, index) => (
          <SelectField
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the table.
            key={index}
            label={
              header.trim() === ''
                ? t('import.column.n', { n: index + 1 })
                : t('import.column.for', { header })
            }
            hint={
              samples.length === 0
                ? t('import.samples.none')
                : t('import.samples', { samples: samples.join(' · ') })
            }
            free
            value={String(meanings[index] ?? ColumnMeaning.UNSPECIFIED)}
            onChange={(value) => onChange(index, Number(value))}
          >
            {MEANINGS.map((meaning) => (
              <option key={meaning} value={String(meaning)}>
                {t(COLUMN_WORDS[meaning])}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
    </section>
  );
}
