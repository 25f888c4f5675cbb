// Bars that are easy to compare. Whoever does not see them reads the table.
import { useI18n } from '../../../../i18n/i18n-provider';
import { classNames } from '../../../../lib/class-names';
import type { Bar, Chart } from './chart';

/** Something must be seen of one person in two hundred. */
const SHARE_MIN = 0.01;

export function BarChart({ chart }: { chart: Chart }) {
  const { t } = useI18n();
  const twice = chart.bars.some(({ before }) => before);
  return (
    <div className="poll-bars" aria-hidden="true">
      {twice && (
        <p className="poll-legend">
          <span className="poll-key poll-key-before">{t('answer.before')}</span>
          <span className="poll-key">{t('answer.now')}</span>
        </p>
      )}
      {chart.bars.map((bar, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two options may say the same.
        <div key={at} className={classNames('poll-bar', bar.correct && 'poll-bar-correct')}>
          <p className="poll-bar-words">
            <span lang={bar.lang}>{bar.label}</span>
            {bar.correct && <span className="poll-correct"> ✓ {t('tally.correct')}</span>}
            <span className="poll-bar-count numbers">{countWords(bar)}</span>
          </p>
          {bar.before && <Stroke share={bar.before.share} className="poll-stroke-before" />}
          <Stroke share={bar.share} />
        </div>
      ))}
    </div>
  );
}

function countWords({ count, percent, note, before }: Bar): string {
  const of = (one: { count: number; percent?: string }) =>
    one.percent === undefined ? String(one.count) : `${one.percent} (${one.count})`;
  const counts = before ? `${of(before)} → ${of({ count, percent })}` : of({ count, percent });
  return [counts, note].filter(Boolean).join(' · ');
}

function Stroke({ share, className }: { share: number; className?: string }) {
  const width = share > 0 ? Math.max(SHARE_MIN, Math.min(1, share)) * 100 : 0;
  return (
    <svg
      className={classNames('poll-stroke', className)}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      focusable="false"
      aria-hidden="true"
    >
      <rect className="poll-stroke-ground" width="100" height="6" />
      <rect className="poll-stroke-share" width={width} height="6" />
    </svg>
  );
}
