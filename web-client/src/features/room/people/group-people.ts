// People by district or by job, both in the order of the alphabet that the reader knows.
import type { Language } from '../../../i18n/language';
import { folded } from '../../../lib/folded';
import type { Person } from '../../../protocol/convene/v1/roster_pb';

export type GroupedBy = 'district' | 'job';

export interface PeopleGroup {
  name: string;
  people: Person[];
}

/** `groupOf` names the group that someone belongs to. */
export function groupPeople(
  people: readonly Person[],
  query: string,
  language: Language,
  groupOf: (person: Person) => string,
): PeopleGroup[] {
  const collator = new Intl.Collator(language, { sensitivity: 'base' });
  const wanted = folded(query.trim());
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    const name = groupOf(person);
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

/** The first so many people, in their groups. */
export function firstOf(groups: readonly PeopleGroup[], count: number): PeopleGroup[] {
  const first: PeopleGroup[] = [];
  let left = count;
  for (const group of groups) {
    if (left <= 0) break;
    first.push(
      group.people.length <= left ? group : { ...group, people: group.people.slice(0, left) },
    );
    left -= group.people.length;
  }
  return first;
}
