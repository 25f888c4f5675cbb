// Whether someone is here, and what they say about taking part: in words.
import { useI18n } from '../../../i18n/i18n-provider';
import { classNames } from '../../../lib/class-names';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Attention } from '../../../protocol/convene/v1/roster_pb';

interface PresenceWordProps {
  person: Person;
  here: boolean | undefined;
}

export function PresenceWord({ person, here }: PresenceWordProps) {
  const { t } = useI18n();
  if (here === undefined) return null;
  const words = here ? hereWords(person.attention) : awayWords(person.arrived);
  return (
    <p className={classNames('presence', here && 'presence-here')}>
      <span className="presence-dot" aria-hidden="true" />
      {t(words)}
    </p>
  );
}

function hereWords(attention: Attention) {
  switch (attention) {
    case Attention.LISTENING:
      return 'people.listening';
    case Attention.AWAY:
      return 'people.stepped';
    default:
      return 'people.here';
  }
}

function awayWords(arrived: boolean) {
  return arrived ? 'people.away' : 'people.notArrived';
}
