// How long to wait before trying again.

export interface Backoff {
  baseMs: number;
  maxMs: number;
}

/** Full jitter: a whole school that lost its network must not come back in one instant. */
export function fullJitterMs({ baseMs, maxMs }: Backoff, attempt: number, random: number): number {
  return Math.round(random * ceilingMs({ baseMs, maxMs }, attempt));
}

/** Half fixed, half jitter: for retries that must not follow one another at once. */
export function halfJitterMs({ baseMs, maxMs }: Backoff, attempt: number, random: number): number {
  const ceiling = ceilingMs({ baseMs, maxMs }, attempt);
  return Math.round(ceiling / 2 + (random * ceiling) / 2);
}

function ceilingMs({ baseMs, maxMs }: Backoff, attempt: number): number {
  // 2^30 is far beyond every maximum and still an exact number.
  return Math.min(maxMs, baseMs * 2 ** Math.min(attempt, 30));
}
