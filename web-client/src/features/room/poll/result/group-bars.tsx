// The same item once for each group, side by side, so that they are easy to compare.
// Too few to be shown is hatched and said, and never drawn as nothing.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { GroupRow, PollItem, Run } from '../../../../protocol/convene/v1/poll_pb';
import { BarChart } from './bar-chart';
import { rowChart } from './chart';
import { useGroupName } from './group-words';

interface GroupBarsProps {
  run: Run;
  item: PollItem;
  rows: readonly GroupRow[];
}

export function GroupBars({ run, item, rows }: GroupBarsProps) {
  const nameOf = useGroupName(run);
  return (
    <div className="poll-multiples" aria-hidden="true">
      {rows.map((row) => (
        <div key={`${row.kind}-${row.group}`} className="poll-multiple" data-testid="group-bars">
          <p>
            <strong>{nameOf(row)}</strong>
          </p>
          {row.suppressed ? <Hidden /> : <Bars item={item} row={row} />}
        </div>
      ))}
    </div>
  );
}

function Hidden() {
  const { t } = useI18n();
  return (
    <>
      <p className="muted">{t('tally.suppressed')}</p>
      <div className="poll-hatched" />
    </>
  );
}

function Bars({ item, row }: { item: PollItem; row: GroupRow }) {
  const { t, language } = useI18n();
  const chart = rowChart(item, row, language, t);
  const { bars = [], facts = [] } = chart ?? {};
  const of = t('tally.of', { some: row.answered, count: row.eligible });
  const fact = facts[0] ?? (bars.length === 0 ? t('tally.nothing') : undefined);
  return (
    <>
      <p className="muted numbers">{[of, fact].filter(Boolean).join(' · ')}</p>
      {chart && bars.length > 0 && <BarChart chart={chart} />}
    </>
  );
}
