// Escape, or a press elsewhere, closes a menu that is open.
import type { RefObject } from 'react';
import { useEffect } from 'react';

export function useCloseOutside(details: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    function handleDown({ target }: Event) {
      const menu = details.current;
      if (!menu?.open || !(target instanceof Node) || menu.contains(target)) return;
      menu.open = false;
    }
    function handleKey(event: KeyboardEvent) {
      const menu = details.current;
      if (event.key !== 'Escape' || !menu?.open || menu.querySelector('dialog')) return;
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
    document.addEventListener('pointerdown', handleDown);
    document.addEventListener('keydown', handleKey);
    return () => {
      document.removeEventListener('pointerdown', handleDown);
      document.removeEventListener('keydown', handleKey);
    };
  }, [details]);
}
