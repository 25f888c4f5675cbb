// How long a line may be, counted as the server counts.

export const CHARS_MAX = 2000;
/** From here on it matters how much is left. */
export const CHARS_NEAR = 1800;

export function charsOf(text: string): number {
  return Array.from(text.trim()).length;
}
