// Who is expected: a table on wide screens, a list of cards on phones.
import { useState } from 'react';
import { call } from '../../api/call';
import { useSubmit } from '../../api/use-submit';
import { JOB_WORDS, PERMISSION_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { PersonLink, RosterRow } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';
import type { Person } from '../../protocol/convene/v1/roster_pb';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/dialog';
import { FailedNotice } from '../../ui/loaded';
import { PersonalLinks } from './personal-links';

interface RosterProps {
  sessionId: string;
  rows: readonly RosterRow[];
  onChanged: () => Promise<void>;
}

export function Roster({ sessionId, rows, onChanged }: RosterProps) {
  const { t } = useI18n();
  const { busy, error, run } = useSubmit();
  const [links, setLinks] = useState<readonly PersonLink[]>([]);
  const [asking, setAsking] = useState<Person>();

  function handleNewLink(personId: string) {
    void run(async () => {
      const params = { session_id: sessionId, person_id: personId };
      const made = await call(Convene.method.reissueLink, {}, { params });
      setLinks((before) => [made, ...before.filter((old) => old.personId !== made.personId)]);
      await onChanged();
    });
  }

  return (
    <section aria-labelledby="roster-title">
      <h2 id="roster-title">
        {t('detail.roster.title')} <span className="count">{rows.length}</span>
      </h2>
      {error && <FailedNotice error={error} />}
      <PersonalLinks links={links} focus />
      {rows.length === 0 ? (
        <p className="empty">{t('detail.roster.empty')}</p>
      ) : (
        <div className="table-frame">
          <table className="table table-people" aria-labelledby="roster-title">
            <thead>
              <tr>
                <th scope="col">{t('name.label')}</th>
                <th scope="col">{t('detail.roster.organisation')}</th>
                <th scope="col">{t('detail.roster.status')}</th>
                <th scope="col">{t('detail.roster.link')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.person?.id} row={row} busy={busy} onNewLink={setAsking} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asking && (
        <ConfirmDialog
          title={t('detail.roster.newLinkFor', { name: asking.name })}
          body={t('detail.roster.newLinkWarning', { name: asking.name })}
          confirm={t('detail.roster.newLink')}
          onConfirm={() => handleNewLink(asking.id)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}

interface RowProps {
  row: RosterRow;
  busy: boolean;
  onNewLink: (person: Person) => void;
}

function Row({ row: { person, email }, busy, onNewLink }: RowProps) {
  const { t } = useI18n();
  if (!person) return null;
  const { id, name, organisation, jobRole, permission, arrived } = person;
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
      <td>{t(arrived ? 'detail.roster.arrived' : 'detail.roster.expected')}</td>
      <td>
        <Button
          size="small"
          busy={busy}
          aria-label={t('detail.roster.newLinkFor', { name })}
          onClick={() => onNewLink(person)}
        >
          {t('detail.roster.newLink')}
        </Button>
      </td>
    </tr>
  );
}
