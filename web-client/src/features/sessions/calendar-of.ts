// The calendar entry that belongs to a personal link.

/** `https://convene.example/j/TOKEN` has its entry at the same host. Undefined: it is no link. */
export function calendarOf(link: string): string | undefined {
  const found = /^(https?:\/\/[^/]+)\/j\/([^/?#]+)$/.exec(link);
  return found ? `${found[1]}/api/join/link/${found[2]}/calendar.ics` : undefined;
}
