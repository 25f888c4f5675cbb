// One person on the roster, with everything that those who run the session may know.
import { memo } from 'react';
import { JOB_WORDS, PERMISSION_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { RosterRow } from '../../../protocol/convene/v1/in_session_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { CopyLink } from './copy-link';
import { ForRooms } from './for-rooms';
import { identifiedKey, statusKey } from './person-status';

interface RosterRowViewProps {
  row: RosterRow;
  names: ReadonlyMap<string, string>;
  busy: boolean;
  onNewLink: (person: Person) => void;
  onCopied: (name: string) => void;
}

// Remembered: with thousands on the screen, a letter in the search draws only what changes.
export const RosterRowView = memo(function RosterRowView(props: RosterRowViewProps) {
  const { row, names, busy, onNewLink, onCopied } = props;
  const { t } = useI18n();
  const { person, email, link } = row;
  if (!person) return null;
  const { id, name, organisation, jobRole, permission } = person;
  const identified = identifiedKey(person);
  return (
    <tr>
      <th scope="row">
        <span className="cell-person">
          <Avatar personId={id} name={name} />
          <span>
            {name}
            <span className="cell-meta">
              {[t(PERMISSION_WORDS[permission]), email].filter(Boolean).join(' · ')}
            </span>
          </span>
        </span>
      </th>
      <td>
        {organisation?.name || t('org.none')}
        <span className="cell-meta">{t(JOB_WORDS[jobRole])}</span>
      </td>
      <td className="roster-cell-rooms">
        <ForRooms row={row} names={names} />
      </td>
      <td>
        {t(statusKey(person))}
        {identified && <span className="cell-meta">{t(identified)}</span>}
      </td>
      <td>
        <span className="roster-links">
          <CopyLink name={name} link={link} onCopied={onCopied} />
          {link !== '' && (
            <Button
              kind="plain"
              size="small"
              busy={busy}
              aria-label={t('detail.roster.newLinkFor', { name })}
              onClick={() => onNewLink(person)}
            >
              {t('detail.roster.newLink')}
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
});
