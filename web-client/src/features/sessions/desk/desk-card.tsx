// One person as the help desk sees them: have they been here, and what gets them in.
import type { MessageKey } from '../../../i18n/en';
import { JOB_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { RosterRow } from '../../../protocol/convene/v1/in_session_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { calendarOf } from '../calendar-of';
import { organisationOf } from '../find-people';
import { CopyLink } from '../roster/copy-link';
import { identifiedKey } from '../roster/person-status';

interface DeskCardProps {
  row: RosterRow;
  busy: boolean;
  onNewLink: (person: Person) => void;
  onCopied: (name: string) => void;
}

export function DeskCard({ row, busy, onNewLink, onCopied }: DeskCardProps) {
  const { t } = useI18n();
  const { person, email, link, access } = row;
  if (!person) return null;
  const { id, name, jobRole } = person;
  const identified = identifiedKey(person);
  const calendar = calendarOf(link);
  const about = [t(JOB_WORDS[jobRole]), organisationOf(row) || t('org.none')];
  return (
    <li className="card">
      <div className="cell-person">
        <Avatar personId={id} name={name} />
        <div>
          <h2 className="desk-name">{name}</h2>
          <p className="muted">{[...about, email || t('desk.noEmail')].join(' · ')}</p>
        </div>
      </div>
      <p>{t(stateKey(person), { how: identified ? t(identified) : t('desk.how.unknown') })}</p>
      {access && <p>{t('roster.access', { access })}</p>}
      <div className="form-actions">
        <CopyLink name={name} link={link} onCopied={onCopied} />
        {link !== '' && (
          <Button
            size="small"
            busy={busy}
            aria-label={t('detail.roster.newLinkFor', { name })}
            onClick={() => onNewLink(person)}
          >
            {t('detail.roster.newLink')}
          </Button>
        )}
        {calendar && (
          <a
            className="button button-plain button-small"
            href={calendar}
            aria-label={t('desk.calendar', { name })}
            download
          >
            {t('desk.calendar.short')}
          </a>
        )}
      </div>
    </li>
  );
}

/** Whether someone is connected right now, only the live room knows. */
function stateKey({ waiting, arrived }: Person): MessageKey {
  if (waiting) return 'desk.state.waiting';
  return arrived ? 'desk.state.was' : 'desk.state.never';
}
