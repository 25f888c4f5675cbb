// The same item by group, one row each. Too few to be shown is said, and never a zero.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { GroupRow, PollItem, Run } from '../../../../protocol/convene/v1/poll_pb';
import { Said } from '../said';
import { chartOf, rowChart, topBars } from './chart';
import { useGroupName } from './group-words';

interface GroupTableProps {
  run: Run;
  item: PollItem;
  rows: readonly GroupRow[];
}

/** Beyond so many columns, what stands out is said instead. */
const COLUMNS_MAX = 6;

export function GroupTable({ run, item, rows }: GroupTableProps) {
  const { t, language } = useI18n();
  const nameOf = useGroupName(run);
  const empty = { answered: 0, counts: [], others: [], number: undefined };
  const columns = chartOf(item, empty, language, t)?.bars.map(({ label }) => label) ?? [];
  const wide = columns.length > 0 && columns.length <= COLUMNS_MAX && item.kind.case === 'choice';
  return (
    <table className="poll-table" data-testid="group-table">
      <caption>
        <Said text={item.question} />
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('tally.group')}</th>
          <th scope="col">{t('tally.people')}</th>
          {wide ? (
            columns.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two options may say the same.
              <th key={at} scope="col">
                {column}
              </th>
            ))
          ) : (
            <th scope="col">{t('tally.answer')}</th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.kind}-${row.group}`}>
            <th scope="row">{nameOf(row)}</th>
            {row.suppressed ? (
              <td colSpan={wide ? columns.length + 1 : 2}>{t('tally.suppressed')}</td>
            ) : (
              <>
                <td className="numbers">
                  {t('tally.of', { some: row.answered, count: row.eligible })}
                </td>
                <GroupCells item={item} row={row} wide={wide} />
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface GroupCellsProps {
  item: PollItem;
  row: GroupRow;
  wide: boolean;
}

function GroupCells({ item, row, wide }: GroupCellsProps) {
  const { t, language } = useI18n();
  const chart = rowChart(item, row, language, t);
  if (!chart) return <td>{t('tally.nothing')}</td>;
  if (wide) {
    return chart.bars.map((bar, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two options may say the same.
      <td key={at} className="numbers">
        {bar.percent}
      </td>
    ));
  }
  const [most] = topBars(chart);
  const top = most ? t('tally.most', { answer: most.label }) : '';
  return <td>{chart.facts[0] ?? (top || t('tally.nothing'))}</td>;
}
