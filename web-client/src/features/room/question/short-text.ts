// A question as a name for what one can do with it: its first words.

const SHORT = 60;

export function shortText(text: string): string {
  const letters = Array.from(text);
  return letters.length <= SHORT
    ? text
    : `${letters
        .slice(0, SHORT - 1)
        .join('')
        .trimEnd()}…`;
}
