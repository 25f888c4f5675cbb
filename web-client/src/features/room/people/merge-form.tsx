// Says which person on the roster a guest is.
import { useState } from 'react';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { folded } from '../../../lib/folded';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Identified } from '../../../protocol/convene/v1/roster_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Notice } from '../../../ui/notice';
import { mergePerson } from '../commands';
import { useRoomState } from '../room-context';
import { useAsked } from '../use-asked';
import { useMeta } from './person-row';

interface MergeFormProps {
  guest: Person;
  engine: Engine;
  onDone: () => void;
}

const NOBODY: readonly Person[] = [];
const SHOWN_MAX = 8;

export function MergeForm({ guest, engine, onDone }: MergeFormProps) {
  const { t } = useI18n();
  const people = useRoomState(({ view }) => view?.people ?? NOBODY);
  const asked = useAsked(engine, onDone);
  // The one whom they say to be, if they do, else the one whose name is alike.
  const [query, setQuery] = useState(guest.claimsPersonId === '' ? guest.name : '');
  const [chosenId, setChosenId] = useState(guest.claimsPersonId);
  const found = candidates(people, query, chosenId);

  return (
    <form
      className="merge"
      aria-label={t('merge.title', { name: guest.name })}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosenId !== '') asked.ask(mergePerson(guest.id, chosenId));
      }}
    >
      <p>{t('merge.lead', { name: guest.name })}</p>
      <input
        className="input"
        type="search"
        autoComplete="off"
        aria-label={t('merge.find')}
        placeholder={t('merge.find')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <fieldset className="merge-people">
        <legend className="visually-hidden">{t('merge.who')}</legend>
        {found.length === 0 && <p className="muted">{t('people.noneFound')}</p>}
        {found.map((person) => (
          <Candidate
            key={person.id}
            person={person}
            chosen={person.id === chosenId}
            onChoose={() => setChosenId(person.id)}
          />
        ))}
      </fieldset>
      {asked.refused !== undefined && <Notice tone="danger">{t(errorKey(asked.refused))}</Notice>}
      <Button
        kind="primary"
        size="small"
        type="submit"
        busy={asked.busy}
        aria-disabled={chosenId === '' || undefined}
      >
        {t('merge.confirm')}
      </Button>
    </form>
  );
}

interface CandidateProps {
  person: Person;
  chosen: boolean;
  onChoose: () => void;
}

function Candidate({ person, chosen, onChoose }: CandidateProps) {
  const meta = [useMeta(person), person.organisation?.name].filter(Boolean).join(' · ');
  return (
    <label className="choice merge-person">
      <input type="radio" name="merge-into" checked={chosen} onChange={onChoose} />
      <span>
        {person.name} <span className="muted">{meta}</span>
      </span>
    </label>
  );
}

/** People on the roster with such a name; whoever is chosen stays in sight. */
function candidates(people: readonly Person[], query: string, chosenId: string): Person[] {
  const wanted = folded(query.trim());
  const found = people.filter(({ id, name, identified, waiting }) => {
    if (identified === Identified.GUEST || waiting) return false;
    return id === chosenId || (wanted !== '' && alike(folded(name), wanted));
  });
  return found
    .sort((a, b) => Number(b.id === chosenId) - Number(a.id === chosenId))
    .slice(0, SHOWN_MAX);
}

/** Every word that was typed is in the name, or begins one: "rosa del" finds Rosa Delgado. */
function alike(name: string, wanted: string): boolean {
  return wanted.split(/\s+/).every((word) => name.includes(word));
}
