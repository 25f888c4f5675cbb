// Who is expected: a table on wide screens, a list of cards on phones.
import { call } from '../../api/call';
import { useSubmit } from '../../api/use-submit';
import { JOB_WORDS, PERMISSION_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { PersonLink, RosterRow } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { FailedNotice } from '../../ui/loaded';

interface RosterProps {
  sessionId: string;
  rows: readonly RosterRow[];
  onLink: (link: PersonLink) => Promise<void>;
}

export function Roster({ sessionId, rows, onLink }: RosterProps) {
  const { t } = useI18n();
  const { busy, error, run } = useSubmit();

  function handleNewLink(personId: string) {
    void run(async () => {
      const params = { session_id: sessionId, person_id: personId };
      await onLink(await call(Convene.method.reissueLink, {}, { params }));
    });
  }

  return (
    <section aria-labelledby="roster-title">
      <h2 id="roster-title">
        {t('detail.roster.title')} <span className="count">{rows.length}</span>
      </h2>
      {error && <FailedNotice error={error} />}
      {rows.length === 0 ? (
        <p className="empty">{t('detail.roster.empty')}</p>
      ) : (
        <div className="table-frame">
          <table className="table" aria-labelledby="roster-title">
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
                <Row key={row.person?.id} row={row} busy={busy} onNewLink={handleNewLink} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface RowProps {
  row: RosterRow;
  busy: boolean;
  onNewLink: (personId: string) => void;
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
      <td data-label={t('detail.roster.organisation')}>
        {organisation?.name || t('org.none')}
        <span className="cell-meta">{t(JOB_WORDS[jobRole])}</span>
      </td>
      <td data-label={t('detail.roster.status')}>
        {t(arrived ? 'detail.roster.arrived' : 'detail.roster.expected')}
      </td>
      <td data-label={t('detail.roster.link')}>
        <Button
          size="small"
          busy={busy}
          aria-label={t('detail.roster.newLinkFor', { name })}
          onClick={() => onNewLink(id)}
        >
          {t('detail.roster.newLink')}
        </Button>
      </td>
    </tr>
  );
}
