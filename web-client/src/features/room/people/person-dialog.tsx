// All that facilitators may do with one person, in one place.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Identified, Permission } from '../../../protocol/convene/v1/roster_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { CommandProblems } from '../command-problems';
import { removePerson, setPermission, setSpotlight } from '../commands';
import { useMyId, useMyPermission, useRoomState } from '../room-context';
import { CorrectPersonForm } from './correct-person-form';
import { MergeForm } from './merge-form';
import { NewLink } from './new-link';
import { useMeta } from './person-row';

interface PersonDialogProps {
  personId: string;
  engine: Engine;
  onClose: () => void;
}

export function PersonDialog(props: PersonDialogProps) {
  const person = useRoomState(({ view }) => view?.people.find(({ id }) => id === props.personId));
  // Someone else may have taken them out meanwhile.
  return person ? <Known {...props} person={person} /> : null;
}

interface KnownProps extends PersonDialogProps {
  person: Person;
}

function Known({ person, engine, onClose }: KnownProps) {
  const { t } = useI18n();
  const isMe = useMyId() === person.id;
  const above = person.permission > useMyPermission();
  const [asking, setAsking] = useState<'remove' | 'merge'>();
  const { id, name, permission, organisation } = person;
  const facilitates = permission === Permission.FACILITATOR;
  const meta = [useMeta(person), organisation?.name].filter(Boolean).join(' · ');

  if (asking === 'remove') {
    return (
      <Dialog
        title={t('people.remove.title', { name })}
        onClose={onClose}
        actions={
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                engine.send(removePerson(id));
                onClose();
              }}
            >
              {t('people.remove.confirm')}
            </Button>
          </>
        }
      >
        <p>{t('people.remove.body')}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={name}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <p className="muted">{meta}</p>
      <CommandProblems engine={engine} />
      <div className="person-acts">
        <Button
          size="small"
          onClick={() => {
            engine.send(setSpotlight({ personId: id }));
            onClose();
          }}
        >
          {t('line.spotlight')}
        </Button>
        {permission <= Permission.FACILITATOR && (
          <Button
            size="small"
            onClick={() =>
              engine.send(
                setPermission(id, facilitates ? Permission.PARTICIPANT : Permission.FACILITATOR),
              )
            }
          >
            {t(facilitates ? 'people.makeParticipant' : 'people.makeFacilitator')}
          </Button>
        )}
        {person.identified === Identified.GUEST && (
          <Button
            size="small"
            aria-expanded={asking === 'merge'}
            onClick={() => setAsking('merge')}
          >
            {t('people.merge')}
          </Button>
        )}
        {!isMe && !above && (
          <Button kind="danger" size="small" onClick={() => setAsking('remove')}>
            {t('people.remove')}
          </Button>
        )}
      </div>
      {asking === 'merge' && <MergeForm guest={person} engine={engine} onDone={onClose} />}
      {!above && <NewLink person={person} />}
      <CorrectPersonForm key={id} person={person} engine={engine} onDone={onClose} />
    </Dialog>
  );
}
