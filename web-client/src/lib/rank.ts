// Places in an order, as texts: between any two there is room for another, and nothing else moves.
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
export const RANK_CHARS_MAX = 32;
/** Two people who insert at the same place at once rarely get the same one. */
const TAIL_CHARS = 3;

/** After `before` and before `after`; without them, at an end. */
export function rankBetween(before?: string, after?: string, random = Math.random): string {
  const low = before ?? '';
  // What is not in order has no place between: after the first of them then.
  const high = after !== undefined && after > low ? after : undefined;
  const stem = atAnEnd(low, high) ?? between(low, high);
  let rank = stem;
  while (rank.length < stem.length + TAIL_CHARS && rank.length < RANK_CHARS_MAX) {
    rank += digit(Math.floor(random() * BASE));
  }
  // A digit 0 at the end would leave no room before it.
  return rank.endsWith('0') ? `${rank.slice(0, -1)}1` : rank;
}

/** So many places, one after the other. */
export function ranksBetween(count: number, before?: string, after?: string): string[] {
  const ranks: string[] = [];
  for (let last = before; ranks.length < count; last = ranks[ranks.length - 1]) {
    ranks.push(rankBetween(last, after));
  }
  return ranks;
}

interface Ranked {
  id: string;
  rank?: string | undefined;
}

/** Byte by byte; ties by id. */
export function byRank(one: Ranked, other: Ranked): number {
  const [a, b] = [one.rank ?? '', other.rank ?? ''];
  if (a !== b) return a < b ? -1 : 1;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

function digit(at: number): string {
  return DIGITS[at] ?? '';
}

function valueAt(rank: string, at: number): number {
  return at < rank.length ? Math.max(0, DIGITS.indexOf(rank[at] ?? '')) : 0;
}

/** Things are added at an end again and again: there one counts on, up or down. */
const COUNT_CHARS = 4;
const COUNT_MAX = BASE ** COUNT_CHARS;

function atAnEnd(low: string, high: string | undefined): string | undefined {
  if (low !== '' && high !== undefined) return undefined;
  if (low === '' && high === undefined) return counted(COUNT_MAX / 2);
  const next = high === undefined ? countOf(low) + 1 : countOf(high) - 1;
  return next > 0 && next < COUNT_MAX ? counted(next) : undefined;
}

function countOf(rank: string): number {
  let count = 0;
  for (let at = 0; at < COUNT_CHARS; at += 1) count = count * BASE + valueAt(rank, at);
  return count;
}

function counted(count: number): string {
  let digits = '';
  let rest = count;
  while (digits.length < COUNT_CHARS) {
    digits = digit(rest % BASE) + digits;
    rest = Math.floor(rest / BASE);
  }
  return digits;
}

/** Whatever begins with it lies between the two, too. */
function between(low: string, high: string | undefined): string {
  let stem = '';
  let open = high === undefined;
  for (let at = 0; at < RANK_CHARS_MAX; at += 1) {
    const from = valueAt(low, at);
    const to = open ? BASE : valueAt(high ?? '', at);
    if (to - from > 1) return stem + digit(Math.floor((from + to) / 2));
    stem += digit(from);
    if (to > from) open = true;
  }
  // No room any more: the same place again; ids tell them apart.
  return low.slice(0, RANK_CHARS_MAX);
}
