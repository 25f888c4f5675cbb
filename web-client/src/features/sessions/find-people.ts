// Finds people on a roster by any part of what is known of them.
import type { RosterRow } from '../../protocol/convene/v1/in_session_pb';
import type { JobRole } from '../../protocol/convene/v1/roster_pb';

/** "José" is found by "jose", whoever types it on whatever keyboard. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export function organisationOf({ person }: RosterRow): string {
  return person?.organisation?.name || person?.organisation?.cdsCode || '';
}

/** Every word must be somewhere, in any order. */
export function findPeople(rows: readonly RosterRow[], query: string): readonly RosterRow[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const known = plain(`${row.person?.name} ${row.email} ${organisationOf(row)}`);
    return words.every((word) => known.includes(word));
  });
}

export type Order = 'added' | 'az' | 'za';

export interface RosterView {
  query: string;
  /** Absent: all. */
  jobRole: JobRole | undefined;
  /** Empty: all. */
  organisation: string;
  order: Order;
}

export function arrange(
  rows: readonly RosterRow[],
  { query, jobRole, organisation, order }: RosterView,
  language: string,
): readonly RosterRow[] {
  const found = findPeople(rows, query).filter(
    (row) =>
      (jobRole === undefined || row.person?.jobRole === jobRole) &&
      (organisation === '' || organisationOf(row) === organisation),
  );
  if (order === 'added') return found;
  // One collator for all: a new one for each comparison takes seconds with 2,000 people.
  const { compare } = new Intl.Collator(language);
  const sign = order === 'az' ? 1 : -1;
  return [...found].sort((a, b) => sign * compare(a.person?.name ?? '', b.person?.name ?? ''));
}
