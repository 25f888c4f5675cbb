// A small menu beside the button that opened it; on a phone, at the foot of the window.
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';

interface PopupProps {
  label: string;
  /** A menu has items to choose from; a dialog asks something. */
  role: 'menu' | 'dialog';
  anchor: HTMLElement;
  /** The focus goes back to the button, unless what was chosen takes it elsewhere. */
  onClose: () => void;
  children: ReactNode;
}

const GAP_PX = 4;
const EDGE_PX = 8;
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

export function Popup({ label, role, anchor, onClose, children }: PopupProps) {
  const frame = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    if (frame.current) place(frame.current, anchor);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another role is another question.
  useEffect(() => {
    controls(frame.current)[0]?.focus();
  }, [role]);

  useEffect(() => {
    function handleDown({ target }: Event) {
      if (!(target instanceof Node)) return;
      if (!frame.current?.contains(target) && !anchor.contains(target)) close.current();
    }
    document.addEventListener('pointerdown', handleDown);
    return () => document.removeEventListener('pointerdown', handleDown);
  }, [anchor]);

  function handleKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === 'Escape' || (event.key === 'Tab' && role === 'menu')) {
      if (event.key === 'Escape') event.preventDefault();
      anchor.focus();
      return onClose();
    }
    if (role !== 'menu') return;
    const all = controls(frame.current);
    const index = all.indexOf(document.activeElement as HTMLElement);
    const next = destination(event.key, index, all.length);
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it has a role, one of two.
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both of them are named.
    <div ref={frame} className="popup" role={role} aria-label={label} onKeyDown={handleKeyDown}>
      {children}
    </div>
  );
}

function controls(frame: HTMLElement | null): HTMLElement[] {
  return Array.from(frame?.querySelectorAll<HTMLElement>('button, a[href], input') ?? []);
}

function destination(key: string, index: number, count: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = STEPS[key];
  return step === undefined ? undefined : (index + step + count) % count;
}

/** Below the button if that fits, else above it; never beyond the window. */
function place(popup: HTMLElement, anchor: HTMLElement): void {
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popup;
  const below = from.bottom + GAP_PX;
  const fits = below + height <= window.innerHeight - EDGE_PX;
  const top = fits ? below : Math.max(EDGE_PX, from.top - GAP_PX - height);
  const left = Math.max(EDGE_PX, Math.min(from.right, window.innerWidth - EDGE_PX) - width);
  popup.style.setProperty('--popup-top', `${Math.round(top)}px`);
  popup.style.setProperty('--popup-left', `${Math.round(left)}px`);
}
