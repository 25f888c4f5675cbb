// What was found out about a network and a browser, and what it means for taking part.

/** Everything that is looked at, with what can be found. The order is part of the code. */
export const FINDINGS = {
  reach: ['none', 'works', 'other', 'error'],
  cookies: ['no', 'works'],
  storage: ['no', 'works'],
  websocket: ['untried', 'works', 'blocked', 'silent'],
  events: ['untried', 'works', 'blocked', 'buffered'],
  poll: ['untried', 'works', 'blocked'],
  speed: ['untried', 'works', 'slow', 'crawling'],
  clock: ['untried', 'works', 'ahead', 'behind'],
  language: ['other', 'en', 'es'],
  screen: ['phone', 'tablet', 'laptop', 'wide'],
} as const;

export type Subject = keyof typeof FINDINGS;
export type Outcome = { [S in Subject]: (typeof FINDINGS)[S][number] };
export type Finding = Outcome[Subject];

/** In the order in which they are shown. */
export const SUBJECTS: readonly Subject[] = [
  'reach',
  'websocket',
  'events',
  'poll',
  'speed',
  'clock',
  'cookies',
  'storage',
  'screen',
  'language',
];

/** Numbers and names behind the findings, for those who want to know. */
export interface Measured {
  kilobitsPerSecond?: number;
  /** Our clock minus the server's. */
  clockMs?: number;
  width?: number;
  height?: number;
  language?: string;
}

export type Verdict = 'fine' | 'anotherWay' | 'noWay' | 'noCookies' | 'unreachable';

export function verdictOf(outcome: Outcome): Verdict {
  if (outcome.reach !== 'works') return 'unreachable';
  // What says who someone is: without it nobody can join.
  if (outcome.cookies === 'no') return 'noCookies';
  if (outcome.websocket === 'works') return 'fine';
  return outcome.events === 'works' || outcome.poll === 'works' ? 'anotherWay' : 'noWay';
}

export type Grade = 'good' | 'attention' | 'bad' | 'unknown';

const BAD: readonly string[] = ['reach:none', 'reach:other', 'reach:error', 'cookies:no'];

export function gradeOf(subject: Subject, finding: Finding): Grade {
  if (finding === 'untried') return 'unknown';
  if (finding === 'works' || subject === 'screen' || subject === 'language') return 'good';
  return BAD.includes(`${subject}:${finding}`) ? 'bad' : 'attention';
}
