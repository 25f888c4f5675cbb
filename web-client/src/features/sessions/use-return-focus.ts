// A form took the place of the button that opened it: when it closes, the focus goes back there.
import type { RefObject } from 'react';
import { useEffect, useState } from 'react';

/** Gives the function that says where: a selector inside the frame. */
export function useReturnFocus(frame: RefObject<HTMLElement | null>): (selector: string) => void {
  const [to, setTo] = useState<string>();

  useEffect(() => {
    if (to === undefined) return;
    frame.current?.querySelector<HTMLElement>(to)?.focus();
    setTo(undefined);
  }, [to, frame]);

  return setTo;
}
