// Which words are loaded: of the languages that someone reads, and of the screens that have come.
import type { Language } from './language';
import type { Translate, Words } from './translate';
import { addWords, translator } from './translate';

type Loads = Record<Language, () => Promise<Words>>;

/** What every visit needs first, and what comes with the screens that need it. */
const PARTS = {
  first: {
    en: async () => (await import('./en')).en,
    es: async () => (await import('./es')).es,
  },
  live: {
    en: async () => (await import('./en/live')).live,
    es: async () => (await import('./es/live')).live,
  },
  talk: {
    en: async () => (await import('./en/talk')).talk,
    es: async () => (await import('./es/talk')).talk,
  },
  breakout: {
    en: async () => (await import('./en/breakout')).breakout,
    es: async () => (await import('./es/breakout')).breakout,
  },
  poll: {
    en: async () => (await import('./en/poll')).poll,
    es: async () => (await import('./es/poll')).poll,
  },
  pollDesk: {
    en: async () => (await import('./en/poll-desk')).pollDesk,
    es: async () => (await import('./es/poll-desk')).pollDesk,
  },
  board: {
    en: async () => (await import('./en/board')).board,
    es: async () => (await import('./es/board')).board,
  },
  boardDesk: {
    en: async () => (await import('./en/board-desk')).boardDesk,
    es: async () => (await import('./es/board-desk')).boardDesk,
  },
  agenda: {
    en: async () => (await import('./en/agenda')).agenda,
    es: async () => (await import('./es/agenda')).agenda,
  },
  roster: {
    en: async () => (await import('./en/roster')).roster,
    es: async () => (await import('./es/roster')).roster,
  },
  canvas: {
    en: async () => (await import('./en/canvas')).canvas,
    es: async () => (await import('./es/canvas')).canvas,
  },
  check: {
    en: async () => (await import('./en/check')).check,
    es: async () => (await import('./es/check')).check,
  },
  status: {
    en: async () => (await import('./en/status')).status,
    es: async () => (await import('./es/status')).status,
  },
} satisfies Record<string, Loads>;

export type Part = keyof typeof PARTS;

export const ALL_PARTS = Object.keys(PARTS) as Part[];

const needed = new Set<Part>(['first']);
const read = new Set<Language>();
const loaded = new Set<string>();

/** True: nothing has to be waited for. */
export function hasLanguage(language: Language): boolean {
  return [...needed].every((part) => loaded.has(`${language}/${part}`));
}

/** All words that the screens of this visit need, in one language. */
export async function loadLanguage(language: Language): Promise<void> {
  read.add(language);
  await Promise.all([...needed].map((part) => loadPart(part, language)));
}

/** For `lazy`: a screen that is loaded later, together with its words. */
export async function withWords<T>(parts: readonly Part[], load: () => Promise<T>): Promise<T> {
  // Noted at once: a language that is being switched to brings them, too.
  for (const part of parts) needed.add(part);
  const [screen] = await Promise.all([load(), ...[...read].map(loadLanguage)]);
  return screen;
}

/** Words of a part in both languages, for texts that are written down in both. */
export async function inBothLanguages(part: Part): Promise<Record<Language, Translate>> {
  await Promise.all([loadPart(part, 'en'), loadPart(part, 'es')]);
  return { en: translator('en'), es: translator('es') };
}

async function loadPart(part: Part, language: Language): Promise<void> {
  const name = `${language}/${part}`;
  if (loaded.has(name)) return;
  const loads: Loads = PARTS[part];
  addWords(language, await loads[language]());
  loaded.add(name);
}
