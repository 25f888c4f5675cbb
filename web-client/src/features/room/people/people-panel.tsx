// Who is in the session, by district or by job, and whether they are here.
import { memo, useMemo, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import type { Conversation } from '../../../session/conversations';
import { later } from '../../../ui/later';
import { obstacleTo, privateObstacle } from '../chat/use-writable';
import { HandsList } from '../hand/hand-later';
import { useHands } from '../hand/use-hands';
import { mayFacilitate, useFacilitating, useMyId, useRoom, useRoomState } from '../room-context';
import { useDrawn } from '../use-drawn';
import { firstOf } from './group-people';
import { PeopleTools } from './people-tools';
import { PersonRow } from './person-row';
import { useGroupedPeople } from './use-grouped-people';

const PersonDialog = later(async () => (await import('./person-dialog')).PersonDialog, {
  quiet: true,
});

interface PeoplePanelProps {
  onWrite: (conversation: Conversation) => void;
}

export const PeoplePanel = memo(function PeoplePanel({ onWrite }: PeoplePanelProps) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const meId = useMyId();
  const runs = useFacilitating();
  const here = useRoomState((state) => state.here);
  const grouped = useGroupedPeople();
  const { people, groups, query } = grouped;
  const [managedId, setManagedId] = useState<string>();
  const mayWrite = useMayWrite();
  const drawn = useDrawn(people.length);
  const shown = useMemo(() => firstOf(groups, drawn), [groups, drawn]);
  const raised = useHands().length > 0;
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
      {raised && <HandsList />}
      <PeopleTools grouped={grouped} />
      <section
        className="people-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard.
        tabIndex={0}
        aria-labelledby="people-title"
      >
        {groups.length === 0 && (
          <p className="lines-empty">{t(query ? 'people.noneFound' : 'people.empty')}</p>
        )}
        {shown.map(({ name, people: members }) => (
          <div key={name} className="people-group">
            <h3>{name}</h3>
            {blocksOf(members).map((block) => (
              <ul key={block[0]?.id} className="people-block" {...sized(block.length)}>
                {block.map((person) => (
                  <PersonRow
                    key={person.id}
                    person={person}
                    here={here?.has(person.id)}
                    isMe={person.id === meId}
                    onWrite={mayWrite(person.permission) ? onWrite : undefined}
                    onManage={runs ? setManagedId : undefined}
                  />
                ))}
              </ul>
            ))}
          </div>
        ))}
      </section>
      {engine && managedId !== undefined && (
        <PersonDialog
          personId={managedId}
          engine={engine}
          onClose={() => setManagedId(undefined)}
        />
      )}
    </div>
  );
});

const BLOCK_MAX = 40;
const PERSON_REM = 5.1;

/** A browser lays out people who are far down the list as one. */
function blocksOf(people: readonly Person[]): (readonly Person[])[] {
  const blocks: (readonly Person[])[] = [];
  for (let at = 0; at < people.length; at += BLOCK_MAX) {
    blocks.push(people.slice(at, at + BLOCK_MAX));
  }
  return blocks;
}

/** How high a block will be, before it has been drawn. */
function sized(count: number) {
  return { style: { containIntrinsicSize: `auto ${count * PERSON_REM}rem` } };
}

const NOBODY_ELSE = { kind: 'private', personIds: [] } as const;

/** To whom this person may write privately, by what the other may do. */
function useMayWrite(): (permission: number) => boolean {
  const { engine } = useRoom();
  const rules = useRoomState(({ view }) => view?.chatRules);
  const facilitates = useRoomState(({ view }) => mayFacilitate(view?.me?.permission ?? 0));
  const stopped = useRoomState(({ view }) => {
    if (!view) return true;
    const obstacle = obstacleTo({ ...view, chatRules: undefined }, NOBODY_ELSE);
    return obstacle !== undefined;
  });
  return (permission) => {
    if (!engine || stopped) return false;
    return facilitates || privateObstacle({ chatRules: rules }, [{ permission }]) === undefined;
  };
}
