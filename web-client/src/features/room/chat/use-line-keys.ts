// Arrow keys go from line to line, so that nobody has to press Tab two hundred times.
import type { KeyboardEvent, RefObject } from 'react';
import { useState } from 'react';
import { lineIn } from './use-following';

interface LineKeys {
  /** The line whose buttons the Tab key reaches. */
  reachableId: string | undefined;
  focus: (id: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: React.FocusEvent) => void;
}

export function useLineKeys(
  frame: RefObject<HTMLElement | null>,
  lastId: string | undefined,
  onMenu: (id: string, button: HTMLElement) => void,
): LineKeys {
  const [chosenId, setChosenId] = useState<string>();

  function focus(id: string) {
    const element = frame.current && lineIn(frame.current, id);
    if (!element) return;
    setChosenId(id);
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  }

  function handleKeyDown(event: KeyboardEvent) {
    const { target } = event;
    if (!(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    const line = target.closest<HTMLElement>('[data-line]');
    if (event.key === 'Escape' && line && target !== line && !/^TEXTAREA$/.test(target.tagName)) {
      return line.focus();
    }
    // In the middle of a line the keys belong to what is there.
    if (target !== frame.current && target !== line) return;
    if (event.key === 'Enter' && line) {
      const button = line.querySelector<HTMLElement>('.line-more');
      if (!button) return;
      event.preventDefault();
      return onMenu(line.dataset.line ?? '', button);
    }
    const next = neighbour(event.key, frame.current, line);
    if (!next?.dataset.line) return;
    event.preventDefault();
    focus(next.dataset.line);
  }

  return {
    reachableId: chosenId ?? lastId,
    focus,
    onKeyDown: handleKeyDown,
    onFocus({ target }) {
      const id = target.closest<HTMLElement>('[data-line]')?.dataset.line;
      if (id !== undefined) setChosenId(id);
      // Whoever comes back to the list begins at its end again.
      else if (target === frame.current) setChosenId(undefined);
    },
  };
}

function neighbour(
  key: string,
  frame: HTMLElement | null,
  line: HTMLElement | null,
): HTMLElement | undefined {
  const all = Array.from(frame?.querySelectorAll<HTMLElement>('[data-line]') ?? []);
  switch (key) {
    case 'ArrowUp':
      return line ? all[all.indexOf(line) - 1] : all[all.length - 1];
    case 'ArrowDown':
      return line ? all[all.indexOf(line) + 1] : all[all.length - 1];
    case 'Home':
      return all[0];
    case 'End':
      return all[all.length - 1];
    default:
      return undefined;
  }
}
