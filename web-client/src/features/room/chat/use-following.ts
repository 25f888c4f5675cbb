// Follows the newest line as long as the reader is at the end; otherwise keeps their place.
import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Line } from '../../../protocol/convene/v1/chat_pb';

/** Closer to the end than this counts as the end. */
const END_PX = 48;
/** Closer to the beginning than this, earlier lines are wanted. */
const BEGIN_PX = 160;

interface Following {
  frame: RefObject<HTMLElement | null>;
  list: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  toEnd: () => void;
}

/** `firstId` is that of the first line that is drawn. */
export function useFollowing(
  lines: readonly Line[],
  pendingCount: number,
  firstId: string | undefined,
  onBegin: () => void,
): Following {
  const frame = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const begin = useRef(onBegin);
  begin.current = onBegin;
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    if (frame.current) frame.current.scrollTop = frame.current.scrollHeight;
  }, []);

  useKeepPlace(frame, firstId, following);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what one follows.
  useLayoutEffect(() => {
    if (following.current) toEnd();
  }, [lines, toEnd]);

  // Whoever writes wants to see it, wherever they were reading.
  useLayoutEffect(() => {
    if (pendingCount > 0) toEnd();
  }, [pendingCount, toEnd]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let lastTop = element.scrollTop;
    function handleScroll() {
      if (!element) return;
      const top = element.scrollTop;
      // Only going up means leaving the end. What grew or shrank meanwhile does not.
      if (element.scrollHeight - top - element.clientHeight < END_PX) following.current = true;
      else if (top < lastTop) following.current = false;
      if (top < lastTop && top < BEGIN_PX && !following.current) begin.current();
      lastTop = top;
      setAtEnd(following.current);
    }
    // The keyboard of a phone, a wrapped line, a drawn one that was only guessed at.
    const observer = new ResizeObserver(() => following.current && toEnd());
    observer.observe(element);
    if (list.current) observer.observe(list.current);
    element.addEventListener('scroll', handleScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', handleScroll);
    };
  }, [toEnd]);

  return { frame, list, atEnd, toEnd };
}

/** When lines come in above, the line that was first on the screen stays where it was. */
function useKeepPlace(
  frame: RefObject<HTMLElement | null>,
  firstId: string | undefined,
  following: RefObject<boolean>,
): void {
  const top = useRef(0);
  const lastFirstId = useRef(firstId);

  useEffect(() => {
    const element = frame.current;
    const note = () => {
      top.current = element?.scrollTop ?? 0;
    };
    note();
    element?.addEventListener('scroll', note, { passive: true });
    return () => element?.removeEventListener('scroll', note);
  }, [frame]);

  useLayoutEffect(() => {
    const element = frame.current;
    const before = lastFirstId.current;
    lastFirstId.current = firstId;
    if (!element || before === firstId || following.current) return;
    const wasFirst = lineIn(element, before);
    const isFirst = lineIn(element, firstId);
    if (!wasFirst || !isFirst) return;
    // From what was noted, not from what is: a browser may have moved it already, or may not.
    const above = wasFirst.getBoundingClientRect().top - isFirst.getBoundingClientRect().top;
    element.scrollTop = top.current + above;
  }, [frame, firstId, following]);
}

export function lineIn(frame: HTMLElement, id: string | undefined): HTMLElement | null {
  return id === undefined ? null : frame.querySelector(`[data-line="${id}"]`);
}
