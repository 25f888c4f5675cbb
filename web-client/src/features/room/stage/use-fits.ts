// Whether a folded text is on the screen as a whole: then there is nothing to unfold.
import type { RefObject } from 'react';
import { useLayoutEffect, useState } from 'react';

/** What has no height, because it is not drawn, counts as cut: there is a way to all of it. */
export function useFits(
  element: RefObject<HTMLElement | null>,
  text: string,
  folded: boolean,
): boolean {
  const [fits, setFits] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text may need other room.
  useLayoutEffect(() => {
    const box = element.current;
    if (!box || !folded) return;
    const look = () => setFits(box.clientHeight > 0 && box.scrollHeight <= box.clientHeight);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, text, folded]);

  return folded && fits;
}
