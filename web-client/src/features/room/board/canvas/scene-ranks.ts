// Places in the order for what is new or was moved up or down on the canvas.
import { rankBetween } from '../../../../lib/rank';
import type { Element } from '../../../../protocol/convene/v1/board_pb';
import { ElementKind } from '../../../../protocol/convene/v1/board_pb';

export interface Ordered {
  id: string;
  /** Absent: it is new. */
  rank: string | undefined;
  /** It may have been moved. */
  moved: boolean;
}

/** Ranks for those of a sequence, lowest first, that need another than they have. */
export function newRanks(sequence: readonly Ordered[]): Map<string, string> {
  const ranks = new Map<string, string>();
  const after = ranksAfter(sequence);
  let before: string | undefined;
  sequence.forEach(({ id, rank, moved }, at) => {
    const next = after[at];
    const fits = (before === undefined || (rank ?? '') >= before) && !(next && (rank ?? '') > next);
    if (rank !== undefined && (!moved || fits)) {
      before = rank;
      return;
    }
    before = rankBetween(before, next);
    ranks.set(id, before);
  });
  return ranks;
}

/** For each, the rank of the next one that stays where it is. */
function ranksAfter(sequence: readonly Ordered[]): (string | undefined)[] {
  const after: (string | undefined)[] = [];
  let next: string | undefined;
  for (let at = sequence.length - 1; at >= 0; at--) {
    after[at] = next;
    const one = sequence[at];
    if (one && !one.moved && one.rank !== undefined) next = one.rank;
  }
  return after;
}

/** Above everything that is drawn. */
export function rankOnTop(elements: Iterable<Element>): string {
  let highest = '';
  for (const { kind, rank = '' } of elements) {
    if (kind !== ElementKind.SECTION && kind !== ElementKind.COMMENT && rank > highest) {
      highest = rank;
    }
  }
  return rankBetween(highest || undefined);
}
