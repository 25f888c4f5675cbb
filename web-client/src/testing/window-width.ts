// A window of another width, for what a phone shows differently.
import { act } from '@testing-library/react';

interface Simulated {
  happyDOM: { setViewport: (viewport: { width: number }) => void };
}

export const WIDE = 1024;
export const PHONE = 360;

export function resizeTo(width: number): void {
  act(() => (window as unknown as Simulated).happyDOM.setViewport({ width }));
}

/** From wide to narrow while something is drawn: the simulation tells of the second change alone. */
export function turnNarrow(): void {
  resizeTo(WIDE + 1);
  resizeTo(PHONE);
}
