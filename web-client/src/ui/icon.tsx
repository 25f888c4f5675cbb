// Small signs for buttons whose words are for ears. Never the only way to know something.

const PATHS = {
  more: 'M3 6.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8zm5 0a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8zm5 0a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8z',
  write: 'M2 3h12v8H7.5L4 14v-3H2z',
  close:
    'M4.4 3.3L8 6.9l3.6-3.6 1.1 1.1L9.1 8l3.6 3.6-1.1 1.1L8 9.1l-3.6 3.6-1.1-1.1L6.9 8 3.3 4.4z',
  back: 'M10.5 2.5L5 8l5.5 5.5 1.2-1.2L7.4 8l4.3-4.3z',
  next: 'M5.5 2.5L11 8l-5.5 5.5-1.2-1.2L8.6 8 4.3 3.7z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="currentColor" />
    </svg>
  );
}
