// What someone has put in so far, item by item, as it is typed: not yet an answer.
import type { PollItem } from '../../../../protocol/convene/v1/poll_pb';

export interface Typed {
  abstains?: boolean;
  /** Options, from 0. */
  picks?: readonly number[];
  /** From 1. */
  point?: number;
  before?: number;
  /** All options, the best one first. Absent: the order is nobody's yet. */
  order?: readonly number[];
  /** By option, as typed. */
  points?: readonly string[];
  number?: string;
  words?: readonly string[];
  text?: string;
}

/** By the id of the item. */
export type Sheet = Readonly<Record<number, Typed>>;

export const NOTHING: Typed = {};

/** Abstaining keeps what was typed, in case one thinks better of it. */
export function typedOf(sheet: Sheet, item: Pick<PollItem, 'id'>): Typed {
  return sheet[item.id] ?? NOTHING;
}

/** Whoever puts in something does not abstain any more. */
export function withTyped(sheet: Sheet, id: number, changes: Typed): Sheet {
  return { ...sheet, [id]: { ...sheet[id], abstains: false, ...changes } };
}
