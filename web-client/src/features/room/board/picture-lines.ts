// Breaks words into lines without a screen to measure them on: the same everywhere, and nearly right.

/** Of the height of a letter; wide ones and narrow ones come out even. */
const WIDE = 0.88;
const CAPITAL = 0.66;
const ORDINARY = 0.54;
const NARROW = 0.29;

const widths = new Map<string, number>();
const KEPT_MAX = 5000;

function widthOf(letter: string): number {
  const known = widths.get(letter);
  if (known !== undefined) return known;
  const width = widthAnew(letter);
  if (widths.size < KEPT_MAX) widths.set(letter, width);
  return width;
}

function widthAnew(letter: string): number {
  if (/[ijl.,:;'!|()[\]tfrI ]/.test(letter)) return NARROW;
  if (/[mwMW@%&]|[^ -\u024f]/.test(letter)) return WIDE;
  return /[A-Z]/.test(letter) ? CAPITAL : ORDINARY;
}

/** `width`: in heights of a letter. At most `max` lines; the last one says that there is more. */
export function brokenText(text: string, width: number, max: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    let filled = 0;
    for (const word of paragraph.match(/[^ ]+ *| +/g) ?? ['']) {
      for (const piece of pieces(word, width)) {
        if (line !== '' && filled + piece.width > width) {
          lines.push(line.trimEnd());
          [line, filled] = ['', 0];
        }
        line += piece.text;
        filled += piece.width;
      }
      if (lines.length > max) break;
    }
    lines.push(line.trimEnd());
    if (lines.length > max) break;
  }
  if (lines.length <= max) return lines;
  return [...lines.slice(0, max - 1), `${lines[max - 1] ?? ''}…`];
}

/** A word that is longer than a line is cut where the line ends. */
function pieces(word: string, width: number) {
  const all: { text: string; width: number }[] = [];
  let piece = { text: '', width: 0 };
  for (const letter of word) {
    const more = widthOf(letter);
    if (piece.text !== '' && piece.width + more > Math.max(width, 1)) {
      all.push(piece);
      piece = { text: '', width: 0 };
    }
    piece = { text: piece.text + letter, width: piece.width + more };
  }
  all.push(piece);
  return all;
}
