// Makes strange English of English: what still looks plain on a screen is not in a catalogue.

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const STRANGE = 'áƀçďéƒğĥíĵķļɱñóþǫřšťúṽŵẋýžÁƁÇĎÉƑĞĤÍĴĶĻṀÑÓÞǪŘŠŤÚṼŴẊÝŽ';
const ACCENTED = new Map(Array.from(PLAIN, (char, at) => [char, Array.from(STRANGE)[at] ?? char]));

/** Spanish is up to 30 % longer than English; this is a little more. */
const LONGER = 0.4;

/** Every letter accented and the whole 40 % longer, in brackets; its values stay as they are. */
export function pseudo(message: string): string {
  let made = '[';
  let owed = 0;
  // A brace opens a value in words, and words (of a plural, say) in a value.
  let depth = 0;
  for (const char of message) {
    if (char === '}') depth -= 1;
    const inWords = depth % 2 === 0;
    if (char === '{') depth += 1;
    if (inWords) owed += LONGER;
    const strange = inWords ? ACCENTED.get(char) : undefined;
    const twice = strange !== undefined && owed >= 1;
    if (twice) owed -= 1;
    made += (strange ?? char).repeat(twice ? 2 : 1);
  }
  return `${made}${'~'.repeat(Math.ceil(owed))}]`;
}
