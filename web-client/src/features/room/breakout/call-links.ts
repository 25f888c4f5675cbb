// Links to the calls of rooms 1 to n, one on each line, as people paste them.

export type LinkProblem = 'notLink' | 'noRoom';

export interface CallLinks {
  /** Of room 1, 2, 3 …; empty: none. */
  links: string[];
  problems: { line: number; problem: LinkProblem }[];
}

/** An empty line leaves its room without a link. */
export function readLinks(text: string, rooms: number): CallLinks {
  const lines = text.replace(/\s+$/, '').split(/\r?\n/);
  const links = lines.map((line) => line.trim());
  const problems = links.flatMap((link, index) => {
    const problem = problemOf(link, index, rooms);
    return problem ? [{ line: index + 1, problem }] : [];
  });
  return { links: Array.from({ length: rooms }, (_, index) => links[index] ?? ''), problems };
}

function problemOf(link: string, index: number, rooms: number): LinkProblem | undefined {
  if (link === '') return undefined;
  if (index >= rooms) return 'noRoom';
  return isHttps(link) ? undefined : 'notLink';
}

function isHttps(text: string): boolean {
  try {
    return new URL(text).protocol === 'https:' && !/\s/.test(text);
  } catch {
    return false;
  }
}

export function writtenLinks(rooms: readonly { link: string }[]): string {
  return rooms
    .map(({ link }) => link)
    .join('\n')
    .replace(/\n+$/, '');
}
