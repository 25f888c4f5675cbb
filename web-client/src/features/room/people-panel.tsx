// Who is in the session, by organisation, and whether they are here.
import { useMemo, useState } from 'react';
import { useI18n } from '../../i18n/i18n-provider';
import type { Person } from '../../protocol/convene/v1/roster_pb';
import type { Conversation } from '../../session/conversations';
import { groupPeople } from './group-people';
import { PersonRow } from './person-row';
import { useMyId, useRoomState } from './room-context';

/** Below this a list is read faster than searched. */
const FIND_FROM = 12;
const NOBODY: readonly Person[] = [];

export function PeoplePanel({ onWrite }: { onWrite: (conversation: Conversation) => void }) {
  const { t, language } = useI18n();
  const meId = useMyId();
  const people = useRoomState(({ view }) => view?.people ?? NOBODY);
  const here = useRoomState((state) => state.here);
  const [query, setQuery] = useState('');
  const groups = useMemo(
    () => groupPeople(people, query, language, t('org.none')),
    [people, query, language, t],
  );
  const hereCount = people.filter(({ id }) => here?.has(id)).length;

  return (
    <div className="people">
      <header className="people-head">
        <h2 id="people-title">{t('people.title')}</h2>
        <p className="muted numbers">
          {here
            ? t('people.count', { here: hereCount, all: people.length })
            : t('people.all', { count: people.length })}
        </p>
      </header>
      {people.length >= FIND_FROM && (
        <div className="people-find">
          <input
            className="input"
            type="search"
            autoComplete="off"
            aria-label={t('people.find')}
            placeholder={t('people.find')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
      )}
      <section
        className="people-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard.
        tabIndex={0}
        aria-labelledby="people-title"
      >
        {groups.length === 0 && (
          <p className="lines-empty">{t(query ? 'people.noneFound' : 'people.empty')}</p>
        )}
        {groups.map(({ name, people: members }) => (
          <div key={name} className="people-group">
            <h3>{name}</h3>
            <ul>
              {members.map((person) => (
                <PersonRow
                  key={person.id}
                  person={person}
                  here={here?.has(person.id)}
                  isMe={person.id === meId}
                  onWrite={onWrite}
                />
              ))}
            </ul>
          </div>
        ))}
      </section>
    </div>
  );
}
