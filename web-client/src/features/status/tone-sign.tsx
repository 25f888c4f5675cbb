// A shape for each tone, beside the word for it: told apart without any colour.
import type { Tone } from './findings';

const SHAPES: Record<Tone, string> = {
  // A check in a circle, a mark in a triangle, a bar in an octagon, an open ring.
  fine: 'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.7 14.4l-4-4 1.4-1.4 2.6 2.6 5.4-5.4 1.4 1.4z',
  attention: 'M10 1l9.5 17H.5zM9 7v6h2V7zM9 14.2v2h2v-2z',
  alarm: 'M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3zM4.5 8.8v2.4h11V8.8z',
  unknown: 'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM10 3.4a6.6 6.6 0 1 1 0 13.2 6.6 6.6 0 0 1 0-13.2z',
};

export function ToneSign({ tone }: { tone: Tone }) {
  return (
    <svg
      className={`status-sign status-sign-${tone}`}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[tone]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
