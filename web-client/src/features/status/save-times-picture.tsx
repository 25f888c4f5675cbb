// A bar beside a mark: how the slowest saves stand to what they should keep within.
import { useI18n } from '../../i18n/i18n-provider';

interface SaveTimesPictureProps {
  p50Ms: number;
  p99Ms: number;
  markMs: number;
  /** The same in words. */
  label: (endMs: number) => string;
}

const WIDTH = 280;
const BAR = { y: 8, height: 14 };

export function SaveTimesPicture({ p50Ms, p99Ms, markMs, label }: SaveTimesPictureProps) {
  const { t } = useI18n();
  const endMs = 2 * markMs;
  // One that is far beyond fills the bar; a sliver is seen of one that is next to nothing.
  const wide = (ms: number) => Math.max(2, (Math.min(ms, endMs) / endMs) * WIDTH);
  const tone = p99Ms <= markMs ? 'fine' : 'attention';
  return (
    <svg
      className="status-picture"
      viewBox={`0 0 ${WIDTH} 46`}
      role="img"
      aria-label={label(endMs)}
      focusable="false"
    >
      <rect {...BAR} width={WIDTH} className="status-picture-scale" />
      <rect {...BAR} width={wide(p99Ms)} className={`status-picture-${tone}`} />
      <rect {...BAR} width={wide(p50Ms)} className={`status-picture-${tone} status-picture-half`} />
      {p99Ms > endMs && <path d="M270 10l6 5-6 5z" className="status-picture-beyond" />}
      <path d={`M${WIDTH / 2} 2v26`} className="status-picture-mark" />
      <text x={0} y={42}>
        0
      </text>
      <text x={WIDTH / 2} y={42} textAnchor="middle">
        {t('status.ms', { ms: markMs })}
      </text>
      <text x={WIDTH} y={42} textAnchor="end">
        {t('status.ms', { ms: endMs })}
      </text>
    </svg>
  );
}
