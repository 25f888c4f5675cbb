// The people whom everyone sees, grouped as this person likes it.
import { useMemo, useState } from 'react';
import { JOB_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { localStore } from '../../../lib/storage';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { useRoomState } from '../room-context';
import type { GroupedBy } from './group-people';
import { groupPeople } from './group-people';

const KEY = 'convene.people.by';
const NOBODY: readonly Person[] = [];

export function useGroupedPeople() {
  const { t, language } = useI18n();
  const everyone = useRoomState(({ view }) => view?.people ?? NOBODY);
  const [query, setQuery] = useState('');
  const [by, setBy] = useState<GroupedBy>(() =>
    localStore.read(KEY) === 'job' ? 'job' : 'district',
  );
  // Whoever waits at the door is not in the room.
  const people = useMemo(() => everyone.filter(({ waiting }) => !waiting), [everyone]);
  const groups = useMemo(() => {
    const groupOf = (person: Person) =>
      by === 'job' ? t(JOB_WORDS[person.jobRole]) : person.organisation?.name || t('org.none');
    return groupPeople(people, query, language, groupOf);
  }, [people, query, language, by, t]);

  return {
    people,
    groups,
    query,
    setQuery,
    by,
    setBy(next: GroupedBy) {
      localStore.write(KEY, next);
      setBy(next);
    },
  };
}
