// What had the focus may go: then the focus goes to the head of its room, or of all, and is not lost.
import type { FocusEvent } from 'react';
import { useEffect, useRef } from 'react';

interface Last {
  element: Element;
  /** The number of the room that it belongs to, if it does. */
  room: string | undefined;
}

export function useKeptFocus() {
  const frame = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const last = useRef<Last>(undefined);

  useEffect(() => {
    const { element, room } = last.current ?? {};
    // Whoever is somewhere else by now stays there.
    if (!element || element.isConnected || document.activeElement !== document.body) return;
    last.current = undefined;
    const head = frame.current?.querySelector<HTMLElement>(
      `[data-room="${room}"] [data-room-name]`,
    );
    (head ?? title.current)?.focus();
  });

  return {
    frame,
    title,
    onFocus({ target }: FocusEvent) {
      const { room } = target.closest<HTMLElement>('[data-room]')?.dataset ?? {};
      last.current = { element: target, room };
    },
    /** Of what is taken out React tells nothing: whoever leaves does so themselves. */
    onBlur() {
      last.current = undefined;
    },
  };
}
