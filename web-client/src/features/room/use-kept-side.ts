// Whoever is in the middle of something, as in a dialog, stays with it when the chat moves.
// It gets a place of its own, or loses it, as the screen widens and narrows.
import { useState } from 'react';
import type { Side } from './side-part';

interface Parts {
  /** What one looks at beside the chat. */
  side: Side;
  setSide: (side: Side) => void;
  /** And where the chat is one of the parts. */
  chosen: Side | 'chat';
  setChosen: (part: Side) => void;
}

export function useKeptSide(beside: boolean, { side, setSide, chosen, setChosen }: Parts): void {
  const [was, setWas] = useState(beside);
  if (beside === was) return;
  setWas(beside);
  if (!document.activeElement?.closest('.panel-side')) return;
  if (!beside) setChosen(side);
  else if (chosen !== 'chat') setSide(chosen);
}
