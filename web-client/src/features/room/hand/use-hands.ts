// Whose hands are up, and mine among them.
import type { Hand, Turn } from '../../../protocol/convene/v1/hand_pb';
import { useMyId, useRoomState } from '../room-context';
import { placeOf } from './hand-order';

const NONE: readonly Hand[] = [];

export function useHands(): readonly Hand[] {
  return useRoomState(({ view }) => view?.hands ?? NONE);
}

/** From 1; 0 when it is not up. */
export function useMyPlace(): number {
  return placeOf(useHands(), useMyId());
}

/** Whose turn it is: always with a person. */
export function useTurn(): Turn | undefined {
  return useRoomState(({ view }) => (view?.turn?.personId ? view.turn : undefined));
}
