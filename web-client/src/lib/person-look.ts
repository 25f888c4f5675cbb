// A person's initials and colour: stable, and never needed to tell people apart.

export const TONES = 8;

/** "Rosa María Delgado" is RD; one word gives one letter. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = firstLetter(words[0]);
  const last = words.length > 1 ? firstLetter(words[words.length - 1]) : '';
  return first + last;
}

function firstLetter(word: string | undefined): string {
  const letter = word ? Array.from(word).find((char) => /[\p{L}\p{N}]/u.test(char)) : undefined;
  return (letter ?? '').toLocaleUpperCase();
}

/** From the id, so that everyone sees the same colour, today and in the replay. */
export function tone(personId: string): number {
  let hash = 2166136261;
  for (let index = 0; index < personId.length; index++) {
    hash = Math.imul(hash ^ personId.charCodeAt(index), 16777619);
  }
  return (hash >>> 0) % TONES;
}
