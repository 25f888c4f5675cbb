// Puts the focus where somebody goes on, once that has been drawn.
import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';

/** What is wanted is found in the frame by a selector. */
export function useFocusNext<Frame extends HTMLElement>(): [
  RefObject<Frame | null>,
  (selector: string) => void,
] {
  const frame = useRef<Frame>(null);
  const [wanted, setWanted] = useState<string>();

  useEffect(() => {
    if (wanted === undefined) return;
    frame.current?.querySelector<HTMLElement>(wanted)?.focus();
    setWanted(undefined);
  }, [wanted]);

  return [frame, setWanted];
}
