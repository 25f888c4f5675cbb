// One person: who they are, whether they are here, and what one can do with them.
import { memo } from 'react';
import { JOB_WORDS, PERMISSION_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Identified, JobRole } from '../../../protocol/convene/v1/roster_pb';
import type { Conversation } from '../../../session/conversations';
import { privateWith } from '../../../session/conversations';
import { Avatar } from '../../../ui/avatar';
import { Icon } from '../../../ui/icon';
import { mayFacilitate } from '../room-context';
import { PresenceWord } from './presence-word';

interface PersonRowProps {
  person: Person;
  /** Absent in a replay, which does not know. */
  here: boolean | undefined;
  isMe: boolean;
  /** Absent where one may not write to them. */
  onWrite: ((conversation: Conversation) => void) | undefined;
  /** Absent for those who do not run the session. */
  onManage: ((personId: string) => void) | undefined;
}

export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { person, here, isMe, onWrite, onManage } = props;
  const { t } = useI18n();
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
        <PresenceWord person={person} here={here} />
      </div>
      <div className="person-actions">
        {onWrite && !isMe && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('people.writeTo', { name })}
            title={t('people.write')}
            onClick={() => onWrite(privateWith([id]))}
          >
            <Icon name="write" />
          </button>
        )}
        {onManage && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('people.manageName', { name })}
            title={t('people.manage')}
            aria-haspopup="dialog"
            onClick={() => onManage(id)}
          >
            <Icon name="more" />
          </button>
        )}
      </div>
    </li>
  );
});

export function useMeta({ permission, jobRole, identified }: Person): string {
  const { t } = useI18n();
  return [
    mayFacilitate(permission) && t(PERMISSION_WORDS[permission]),
    jobRole !== JobRole.UNSPECIFIED && t(JOB_WORDS[jobRole]),
    identified === Identified.GUEST && t('people.guest'),
  ]
    .filter(Boolean)
    .join(' · ');
}
