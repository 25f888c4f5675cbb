// What a chart says, as a table.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Chart } from './chart';

interface ChartTableProps {
  chart: Chart;
  caption: string;
}

export function ChartTable({ chart, caption }: ChartTableProps) {
  const { t } = useI18n();
  const twice = chart.bars.some(({ before }) => before);
  const notes = chart.bars.some(({ note, correct }) => note || correct);
  const count = t(chart.unit === 'people' ? 'tally.people' : 'tally.points');
  return (
    <table className="poll-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('tally.answer')}</th>
          {twice && <th scope="col">{t('answer.before')}</th>}
          <th scope="col">{twice ? t('answer.now') : count}</th>
          <th scope="col">{t('tally.percent')}</th>
          {notes && <th scope="col">{t('tally.note')}</th>}
        </tr>
      </thead>
      <tbody>
        {chart.bars.map((bar, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two options may say the same.
          <tr key={at}>
            <th scope="row" lang={bar.lang}>
              {bar.label}
            </th>
            {twice && <td className="numbers">{bar.before?.count ?? 0}</td>}
            <td className="numbers">{bar.count}</td>
            <td className="numbers">{bar.percent}</td>
            {notes && (
              <td>{[bar.note, bar.correct && t('tally.correct')].filter(Boolean).join(', ')}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
