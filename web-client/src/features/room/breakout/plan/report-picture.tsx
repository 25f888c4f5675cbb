// Pairs of a plan beside those that chance would give, with a mark for the fewest possible.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Measure } from './report-words';
import { measureWords } from './report-words';

const WIDTH = 280;
const ROW = 12;

export function ReportPicture({ measure }: { measure: Measure }) {
  const { t } = useI18n();
  const { pairs, byChance, bound } = measure.count;
  const most = Math.max(pairs, byChance, bound, 1);
  // A sliver is seen of nothing, so that it does not look left out.
  const wide = (count: number) => Math.max(2, (count / most) * (WIDTH - 4));
  const mark = (bound / most) * (WIDTH - 4) + 1;
  return (
    <li className="report-measure">
      <p>
        <strong>{t(`report.${measure.key}`)}</strong> {measureWords(measure, t)}
      </p>
      {/* The sentence above says the same. */}
      <svg
        className="report-picture"
        viewBox={`0 0 ${WIDTH} ${2 * ROW + 4}`}
        aria-hidden="true"
        focusable="false"
      >
        <rect y={1} height={ROW} width={wide(pairs)} className="report-plan" />
        <rect y={ROW + 3} height={ROW} width={wide(byChance)} className="report-chance" />
        <path d={`M${mark} 0v${2 * ROW + 4}`} className="report-bound" />
      </svg>
    </li>
  );
}
