// How far from its share a group is: a calm bar beside the words, with a mark where it would be even.

const WIDTH = 100;
/** More than twice the share fills it. */
const RATIO_MAX = 2;

export function VoiceBar({ ratio }: { ratio: number }) {
  const width = (Math.min(ratio, RATIO_MAX) / RATIO_MAX) * WIDTH;
  const even = WIDTH / RATIO_MAX;
  return (
    <svg className="voice-bar" viewBox={`0 0 ${WIDTH} 10`} aria-hidden="true" focusable="false">
      <rect className="voice-bar-all" x="0" y="2" width={WIDTH} height="6" />
      <rect className="voice-bar-part" x="0" y="2" width={width} height="6" />
      <path className="voice-bar-even" d={`M${even} 0V10`} />
    </svg>
  );
}
