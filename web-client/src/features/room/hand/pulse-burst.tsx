// What everyone has pressed since the last count, for a moment. Nothing for ears: they hear speech.
import { useEffect, useRef, useState } from 'react';
import { REACTIONS } from '../chat/reactions';
import { useRoomState } from '../room-context';
import type { PulseStep } from './pulse-steps';
import { pulseSteps } from './pulse-steps';

/** Long enough to be read. */
const SHOWN_MS = 2500;

export function PulseBurst() {
  const pulse = useRoomState(({ view }) => view?.pulse);
  // What was pressed before one came is no news.
  const seen = useRef(pulse);
  const [steps, setSteps] = useState<readonly PulseStep[]>([]);

  useEffect(() => {
    const before = seen.current;
    seen.current = pulse;
    if (before === pulse) return;
    const fresh = pulseSteps(before, pulse);
    if (fresh.length > 0) setSteps(fresh);
  }, [pulse]);

  useEffect(() => {
    if (steps.length === 0) return;
    const timer = setTimeout(() => setSteps([]), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [steps]);

  return (
    <p className="burst numbers" aria-hidden="true" data-testid="burst">
      {REACTIONS.map(({ reaction, sign }) => {
        const step = steps.find((one) => one.reaction === reaction);
        return (
          step && (
            <span key={reaction} className="burst-chip">
              +{step.more} {sign}
            </span>
          )
        );
      })}
    </p>
  );
}
