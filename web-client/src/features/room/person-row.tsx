// One person: who they are, whether they are here, and what one can do with them.
import { memo, useState } from 'react';
import { JOB_WORDS, PERMISSION_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import { classNames } from '../../lib/class-names';
import type { Person } from '../../protocol/convene/v1/roster_pb';
import { Identified, JobRole } from '../../protocol/convene/v1/roster_pb';
import type { Conversation } from '../../session/conversations';
import { privateWith } from '../../session/conversations';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { ManagePerson } from './manage-person';
import { mayFacilitate, useMyPermission, useRoom } from './room-context';
import { useWritable } from './use-writable';

interface PersonRowProps {
  person: Person;
  /** Absent in a replay, which does not know. */
  here: boolean | undefined;
  isMe: boolean;
  onWrite: (conversation: Conversation) => void;
}

const PRIVATE = privateWith([]);

export const PersonRow = memo(function PersonRow({ person, here, isMe, onWrite }: PersonRowProps) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const manages = mayFacilitate(useMyPermission());
  const mayWrite = useWritable(PRIVATE) === undefined;
  const [managing, setManaging] = useState(false);
  const { id, name } = person;

  return (
    <li className="person" data-testid="person">
      <Avatar personId={id} name={name} />
      <div className="person-who">
        <p className="person-name">
          {name}
          {isMe && <span className="person-note"> ({t('people.you')})</span>}
        </p>
        <p className="person-meta">{useMeta(person)}</p>
      </div>
      <Presence person={person} here={here} />
      {engine && !isMe && (
        <div className="person-actions">
          {mayWrite && (
            <Button
              kind="plain"
              size="small"
              aria-label={t('people.writeTo', { name })}
              onClick={() => onWrite(privateWith([id]))}
            >
              {t('people.write')}
            </Button>
          )}
          {manages && (
            <Button
              kind="plain"
              size="small"
              aria-label={t('people.manageName', { name })}
              aria-expanded={managing}
              onClick={() => setManaging(!managing)}
            >
              {t('people.manage')}
            </Button>
          )}
        </div>
      )}
      {engine && managing && <ManagePerson person={person} engine={engine} />}
    </li>
  );
});

function useMeta({ permission, jobRole, identified }: Person): string {
  const { t } = useI18n();
  return [
    mayFacilitate(permission) && t(PERMISSION_WORDS[permission]),
    jobRole !== JobRole.UNSPECIFIED && t(JOB_WORDS[jobRole]),
    identified === Identified.GUEST && t('people.guest'),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Presence({ person, here }: { person: Person; here: boolean | undefined }) {
  const { t } = useI18n();
  if (here === undefined) return null;
  const words = here ? 'people.here' : person.arrived ? 'people.away' : 'people.notArrived';
  return (
    <p className={classNames('presence', here && 'presence-here')}>
      <span className="presence-dot" aria-hidden="true" />
      {t(words)}
    </p>
  );
}
