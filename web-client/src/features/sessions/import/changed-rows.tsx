// People who are on the roster already and get something new: before and after.
import { useI18n } from '../../../i18n/i18n-provider';
import type { RowChange, RowPreview } from '../../../protocol/convene/v1/in_session_pb';
import { MoreButton } from '../more-button';
import { useSteps } from '../use-steps';
import { cellWords } from './cell-words';
import { COLUMN_WORDS } from './import-words';

const STEP = 20;

export function ChangedRows({ rows, count }: { rows: readonly RowPreview[]; count: number }) {
  const { t } = useI18n();
  const { shown, next, more } = useSteps(rows, STEP);
  if (rows.length === 0) return null;
  return (
    <details className="card">
      <summary>
        {t('import.updates')} <span className="count">{count}</span>
      </summary>
      <ul className="rows">
        {shown.map(({ row, name, changes }) => (
          <li key={row} className="import-row">
            <span className="row-title">{name}</span>
            <ul>
              {changes.map((change) => (
                <Changed key={change.column} change={change} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <MoreButton words="import.more" next={next} onMore={more} />
      {next === 0 && count > rows.length && (
        <p className="muted">{t('import.notShown', { count: count - rows.length })}</p>
      )}
    </details>
  );
}

function Changed({ change: { column, before, after } }: { change: RowChange }) {
  const { t } = useI18n();
  return (
    <li className="import-change">
      {t('import.was', { column: t(COLUMN_WORDS[column] ?? 'column.none') })}{' '}
      <del>{cellWords(before, t)}</del>, {t('import.becomes')} <ins>{cellWords(after, t)}</ins>
    </li>
  );
}
