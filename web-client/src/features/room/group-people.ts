// People by organisation, both in the order of the alphabet that the reader knows.
import type { Language } from '../../i18n/language';
import type { Person } from '../../protocol/convene/v1/roster_pb';

export interface PeopleGroup {
  name: string;
  people: Person[];
}

export function groupPeople(
  people: readonly Person[],
  query: string,
  language: Language,
  nowhere: string,
): PeopleGroup[] {
  const collator = new Intl.Collator(language, { sensitivity: 'base' });
  const wanted = folded(query.trim());
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    const name = person.organisation?.name || nowhere;
    if (wanted && !folded(`${person.name} ${name}`).includes(wanted)) continue;
    const members = groups.get(name);
    if (members) members.push(person);
    else groups.set(name, [person]);
  }
  return [...groups]
    .map(([name, members]) => ({
      name,
      people: members.sort((a, b) => collator.compare(a.name, b.name)),
    }))
    .sort((a, b) => collator.compare(a.name, b.name));
}

/** Without accents and capitals: nobody types them when they search. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
