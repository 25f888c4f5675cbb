// Rows that cannot be imported as they are: where, what, and what to do.
import { useI18n } from '../../../i18n/i18n-provider';
import type { RowPreview, RowProblem } from '../../../protocol/convene/v1/in_session_pb';
import { MoreButton } from '../more-button';
import { useSteps } from '../use-steps';
import { COLUMN_WORDS, problemKey } from './import-words';

const STEP = 20;

interface ProblemRowsProps {
  rows: readonly RowPreview[];
  /** Of the whole table: the preview lists only the first ones. */
  count: number;
}

export function ProblemRows({ rows, count }: ProblemRowsProps) {
  const { t } = useI18n();
  const { shown, next, more } = useSteps(rows, STEP);
  if (rows.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="problems-title">
      <h2 id="problems-title">
        {t('import.problems')} <span className="count">{count}</span>
      </h2>
      <div className="table-frame">
        <table className="table" aria-labelledby="problems-title">
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.person')}</th>
              <th scope="col">{t('import.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ row, name, email, problems }) => (
              <tr key={row}>
                <th scope="row">{t('import.row.n', { row })}</th>
                <td>
                  {name || t('import.nobody')}
                  <span className="cell-meta">{email}</span>
                </td>
                <td>
                  <ul className="import-problems">
                    {problems.map((problem) => (
                      <Problem
                        key={`${problem.column}-${problem.kind}-${problem.value}`}
                        problem={problem}
                      />
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MoreButton words="import.more" next={next} onMore={more} />
      {next === 0 && count > rows.length && (
        <p className="muted">{t('import.notShown', { count: count - rows.length })}</p>
      )}
    </section>
  );
}

function Problem({ problem: { column, kind, value } }: { problem: RowProblem }) {
  const { t } = useI18n();
  const where = t(COLUMN_WORDS[column] ?? 'column.none');
  return (
    <li>
      {column !== 0 && (
        <>
          <strong>{where}</strong>
          {value && <q className="import-value">{value}</q>}
          {'. '}
        </>
      )}
      {t(problemKey(kind))}
    </li>
  );
}
