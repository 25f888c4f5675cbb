// The six reactions, and which of them are mine: as bits, so that lines compare quickly.
import type { MessageKey } from '../../../i18n/en';
import type { MyReaction, ReactionCount } from '../../../protocol/convene/v1/chat_pb';
import { Reaction } from '../../../protocol/convene/v1/chat_pb';
import type { Pending } from '../../../session/outbox';
import { isOpen } from '../../../session/outbox';

export interface ReactionKind {
  reaction: Reaction;
  sign: string;
  words: MessageKey;
}

export const REACTIONS: readonly ReactionKind[] = [
  { reaction: Reaction.THUMBS_UP, sign: '👍', words: 'reaction.thumbsUp' },
  { reaction: Reaction.HEART, sign: '❤️', words: 'reaction.heart' },
  { reaction: Reaction.LAUGH, sign: '😄', words: 'reaction.laugh' },
  { reaction: Reaction.CELEBRATE, sign: '🎉', words: 'reaction.celebrate' },
  { reaction: Reaction.THINKING, sign: '🤔', words: 'reaction.thinking' },
  { reaction: Reaction.CLAP, sign: '👏', words: 'reaction.clap' },
];

/** A bit for each reaction. */
export type Mask = number;

export function isIn(mask: Mask, reaction: Reaction): boolean {
  return (mask & (1 << reaction)) !== 0;
}

/** By line. */
export type Masks = ReadonlyMap<string, Mask>;

export function masksOf(mine: readonly MyReaction[]): Masks {
  const masks = new Map<string, Mask>();
  for (const { lineId, reaction } of mine) {
    masks.set(lineId, (masks.get(lineId) ?? 0) | (1 << reaction));
  }
  return masks;
}

/** What mine will be when the server has dealt with what I have asked for. */
export function wantedMasks(masks: Masks, pending: readonly Pending[]): Masks {
  let wanted: Map<string, Mask> | undefined;
  for (const item of pending) {
    if (item.body.case !== 'react' || !isOpen(item)) continue;
    const { lineId, reaction, on } = item.body.value;
    wanted ??= new Map(masks);
    const mask = wanted.get(lineId) ?? 0;
    wanted.set(lineId, on ? mask | (1 << reaction) : mask & ~(1 << reaction));
  }
  return wanted ?? masks;
}

export interface ShownReaction extends ReactionKind {
  count: number;
  mine: boolean;
}

/** Those that anyone has given, with mine counted as I want it. */
export function shownReactions(
  counts: readonly ReactionCount[],
  mine: Mask,
  wanted: Mask,
): ShownReaction[] {
  return REACTIONS.flatMap((kind) => {
    const told = counts.find(({ reaction }) => reaction === kind.reaction)?.count ?? 0;
    const is = isIn(wanted, kind.reaction);
    const count = told + Number(is) - Number(isIn(mine, kind.reaction));
    return count > 0 ? [{ ...kind, count, mine: is }] : [];
  });
}
