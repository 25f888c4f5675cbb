// In which order hands stand: as they were raised, or those first who have had fewer turns.
import type { Hand } from '../../../protocol/convene/v1/hand_pb';

export function handsInOrder(hands: readonly Hand[], unheardFirst: boolean): readonly Hand[] {
  if (!unheardFirst) return hands;
  const raised = (a: Hand, b: Hand) => Number(a.raisedAtMs - b.raisedAtMs);
  return [...hands].sort((a, b) => a.turns - b.turns || raised(a, b));
}

/** From 1; 0 for someone whose hand is not up. */
export function placeOf(hands: readonly Hand[], personId: string): number {
  return hands.findIndex((hand) => hand.personId === personId) + 1;
}
