// What a text holds besides words: addresses to open, and people who are mentioned.

export type TextPart =
  | { kind: 'words'; words: string }
  | { kind: 'link'; words: string; href: string }
  | { kind: 'mention'; words: string };

const ADDRESS = /https?:\/\/[^\s<>"“”«»]+/gi;
/** What ends a sentence and not an address. */
const TRAILING = /[.,;:!?'’*_~\]}…]$/;

/** `names` are those of the people who are mentioned. */
export function textParts(text: string, names: readonly string[] = []): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const words = trimmed(match[0]);
    const href = address(words);
    if (href === undefined) continue;
    parts.push(...mentions(text.slice(from, match.index), names));
    parts.push({ kind: 'link', words, href });
    from = match.index + words.length;
  }
  parts.push(...mentions(text.slice(from), names));
  return parts;
}

/** An address in brackets, or before a full stop, does not hold them. */
function trimmed(found: string): string {
  let words = found;
  for (;;) {
    const unopened = words.endsWith(')') && count(words, ')') > count(words, '(');
    if (!unopened && !TRAILING.test(words)) return words;
    words = words.slice(0, -1);
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

/** Only what a browser opens as a page: never a script, never data. */
function address(words: string): string | undefined {
  try {
    const { protocol, hostname, href } = new URL(words);
    return /^https?:$/.test(protocol) && hostname !== '' ? href : undefined;
  } catch {
    return undefined;
  }
}

function mentions(text: string, names: readonly string[]): TextPart[] {
  const parts: TextPart[] = [];
  // "@Ana Ruiz" before "@Ana": the longer name is meant.
  const marks = names.map((name) => `@${name}`).sort((a, b) => b.length - a.length);
  let rest = text;
  while (rest !== '') {
    const found = first(rest, marks);
    if (!found) break;
    if (found.at > 0) parts.push({ kind: 'words', words: rest.slice(0, found.at) });
    parts.push({ kind: 'mention', words: found.mark });
    rest = rest.slice(found.at + found.mark.length);
  }
  if (rest !== '') parts.push({ kind: 'words', words: rest });
  return parts;
}

function first(text: string, marks: readonly string[]): { at: number; mark: string } | undefined {
  let best: { at: number; mark: string } | undefined;
  for (const mark of marks) {
    const at = text.indexOf(mark);
    if (at !== -1 && (!best || at < best.at)) best = { at, mark };
  }
  return best;
}
