// A person's initials on their colour. Decoration: the name always stands beside it.
import { initials, tone } from '../lib/person-look';

export function Avatar({ personId, name }: { personId: string; name: string }) {
  return (
    <span className={`avatar tone-${tone(personId)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
