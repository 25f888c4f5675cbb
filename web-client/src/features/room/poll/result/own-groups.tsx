// What came of it in one's own groups, however small they are.
import { useId } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { GroupRow, Run } from '../../../../protocol/convene/v1/poll_pb';
import { useWords } from '../use-words';
import { rowChart, topBars } from './chart';
import { useGroupName } from './group-words';

interface OwnGroupsProps {
  run: Run;
  rows: readonly GroupRow[];
}

export function OwnGroups({ run, rows }: OwnGroupsProps) {
  const { t } = useI18n();
  const id = useId();
  const nameOf = useGroupName(run);
  if (rows.length === 0) return null;
  return (
    <section className="poll-own" aria-labelledby={id} data-testid="own-groups">
      <h3 id={id}>{t('tally.own')}</h3>
      <ul>
        {rows.map((row) => (
          <li key={`${row.kind}-${row.group}`}>
            <strong>{t('tally.among', { group: nameOf(row) })}</strong>{' '}
            {row.suppressed ? t('tally.suppressed') : <OwnRow run={run} row={row} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function OwnRow({ run, row }: { run: Run; row: GroupRow }) {
  const { t, language } = useI18n();
  const wordsOf = useWords();
  const said = (run.poll?.items ?? []).flatMap((item) => {
    const chart = rowChart(item, row, language, t);
    if (!chart) return [];
    const top = topBars(chart)
      .slice(0, 2)
      .map(({ label, count }) => t('tally.ownBar', { answer: label, count }));
    const what = chart.facts[0] ?? top.join(', ');
    return what === '' ? [] : [{ id: item.id, question: wordsOf(item.question), what }];
  });
  return (
    <>
      <span className="numbers">{t('tally.of', { some: row.answered, count: row.eligible })}</span>
      <ul>
        {said.map(({ id, question, what }) => (
          <li key={id}>
            {question}: {what}
          </li>
        ))}
      </ul>
    </>
  );
}
