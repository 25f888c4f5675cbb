// As much of an id as people can compare.

const CHARS = 8;

export function shortId(id: string): string {
  return id.slice(0, CHARS);
}
