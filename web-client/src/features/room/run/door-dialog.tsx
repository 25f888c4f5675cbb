// Who waits at the door, whom they say to be, and what to do about each.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import type { Engine } from '../../../session/engine';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ConfirmInPlace } from '../chat/confirm-in-place';
import { CommandProblems } from '../command-problems';
import { admitPerson, removePerson } from '../commands';
import { MergeForm } from '../people/merge-form';
import { useMeta } from '../people/person-row';
import { useRoomState } from '../room-context';
import '../chat/line-menu.css';
import './run.css';

const NOBODY: readonly Person[] = [];

export function DoorDialog({ engine, onClose }: { engine: Engine; onClose: () => void }) {
  const { t } = useI18n();
  const people = useRoomState(({ view }) => view?.people ?? NOBODY);
  const waiting = people.filter((person) => person.waiting);
  return (
    <Dialog
      title={t('door.title')}
      className="dialog-tall"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <p className="muted">{t('door.lead')}</p>
      <CommandProblems engine={engine} />
      {waiting.length === 0 && <p role="status">{t('door.nobody')}</p>}
      <ul className="door">
        {waiting.map((person) => (
          <Waiting
            key={person.id}
            person={person}
            claimed={people.find(({ id }) => id === person.claimsPersonId)}
            engine={engine}
          />
        ))}
      </ul>
    </Dialog>
  );
}

interface WaitingProps {
  person: Person;
  /** On the roster, and already taken by someone else. */
  claimed: Person | undefined;
  engine: Engine;
}

function Waiting({ person, claimed, engine }: WaitingProps) {
  const { t } = useI18n();
  const [asking, setAsking] = useState<'merge' | 'remove'>();
  const { id, name, organisation } = person;
  const meta = [useMeta(person), organisation?.name].filter(Boolean).join(' · ');
  return (
    <li className="door-person" data-testid="at-the-door">
      <Avatar personId={id} name={name} />
      <div className="person-who">
        <p className="person-name">{name}</p>
        <p className="person-meta">{meta}</p>
        {claimed && <p className="door-claim">{t('door.claims', { name: claimed.name })}</p>}
        {asking !== 'remove' && (
          <div className="line-actions">
            <Button
              kind="primary"
              size="small"
              aria-label={t('door.admitName', { name })}
              onClick={() => engine.send(admitPerson(id))}
            >
              {t('door.admit')}
            </Button>
            <Button
              size="small"
              aria-label={t('door.mergeName', { name })}
              aria-expanded={asking === 'merge'}
              onClick={() => setAsking(asking === 'merge' ? undefined : 'merge')}
            >
              {t('door.merge')}
            </Button>
            <Button
              kind="plain"
              size="small"
              aria-label={t('door.turnAwayName', { name })}
              onClick={() => setAsking('remove')}
            >
              {t('door.turnAway')}
            </Button>
          </div>
        )}
        {asking === 'merge' && (
          <MergeForm guest={person} engine={engine} onDone={() => setAsking(undefined)} />
        )}
        {asking === 'remove' && (
          <ConfirmInPlace
            title={t('door.turnAway.title', { name })}
            body={t('door.turnAway.body')}
            confirm={t('door.turnAway.confirm')}
            onConfirm={() => engine.send(removePerson(id))}
            onCancel={() => setAsking(undefined)}
          />
        )}
      </div>
    </li>
  );
}
