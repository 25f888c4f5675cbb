// Is someone in the middle of writing? Then nothing may take the focus from them.

const TYPED = 'textarea, select, input:not([type="radio"]):not([type="checkbox"])';

/** An empty input is no writing yet; a dialog is something that they are in. */
export function isWriting(): boolean {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement)) return false;
  if (active.closest('dialog, [role="dialog"]')) return true;
  if (active.matches('select')) return true;
  return active.matches(TYPED) && (active as HTMLInputElement).value.trim() !== '';
}
