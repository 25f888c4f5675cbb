// Runs all tests in a sensible order and tells of each as soon as it is known.
import type { Clock } from '../../lib/clock';
import type { Measured, Outcome, Subject } from './outcome';
import {
  probeBrowser,
  probeEvents,
  probePoll,
  probeReach,
  probeSpeed,
  probeWebSocket,
} from './probes';

export interface Progress {
  outcome: Outcome;
  measured: Measured;
  /** What is not known yet. */
  open: readonly Subject[];
}

const NOTHING: Outcome = {
  reach: 'none',
  cookies: 'no',
  storage: 'no',
  websocket: 'untried',
  events: 'untried',
  poll: 'untried',
  speed: 'untried',
  clock: 'untried',
  language: 'other',
  screen: 'phone',
};

export const BEGINNING: Progress = {
  outcome: NOTHING,
  measured: {},
  open: Object.keys(NOTHING) as Subject[],
};

export async function runCheck(
  clock: Clock,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<void> {
  let progress = BEGINNING;
  const found = ({ measured, ...some }: Partial<Outcome> & { measured?: Measured }) => {
    if (signal.aborted) return;
    progress = {
      outcome: { ...progress.outcome, ...some },
      measured: { ...progress.measured, ...measured },
      open: progress.open.filter((subject) => !(subject in some)),
    };
    tell(progress);
  };
  const probing = { clock, signal };
  found(probeBrowser());
  const reached = await probeReach(probing);
  found(reached);
  if (reached.reach === 'works') {
    await Promise.all([
      probeWebSocket(probing).then(found),
      probeEvents(probing).then(found),
      probePoll(probing).then(found),
    ]);
    // By itself, so that nothing else takes a share.
    found(await probeSpeed(probing));
  } else {
    found({ websocket: 'untried', events: 'untried', poll: 'untried', speed: 'untried' });
  }
}
