// Who is expected: a table on wide screens, a list of cards on phones, drawn in steps.
import { useDeferredValue, useMemo, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { RosterRow } from '../../../protocol/convene/v1/in_session_pb';
import { Link } from '../../../ui/link';
import type { RosterView } from '../find-people';
import { arrange } from '../find-people';
import { MoreButton } from '../more-button';
import { useSteps } from '../use-steps';
import { NewLinksPart } from './new-links-part';
import { RosterFilters } from './roster-filters';
import { RosterRowView } from './roster-row-view';
import { useNewLinks } from './use-new-links';
import './roster.css';

interface RosterProps {
  sessionId: string;
  rows: readonly RosterRow[];
  onChanged: () => Promise<void>;
}

export const STEP = 100;
/** With fewer, nothing has to be searched for. */
const FILTERS_FROM = 6;
const ALL: RosterView = { query: '', jobRole: undefined, organisation: '', order: 'added' };

export function Roster({ sessionId, rows, onChanged }: RosterProps) {
  const { t } = useI18n();
  const links = useNewLinks(sessionId, onChanged);
  return (
    <section className="roster" aria-labelledby="roster-title">
      <div className="roster-head">
        <h2 id="roster-title">
          {t('detail.roster.title')} <span className="count">{rows.length}</span>
        </h2>
        <Link
          to={`/sessions/${encodeURIComponent(sessionId)}/import`}
          className="button button-quiet"
        >
          {t('roster.import')}
        </Link>
      </div>
      <p className="muted">{t('roster.sees')}</p>
      <NewLinksPart links={links} />
      {rows.length === 0 ? (
        <p className="empty">{t('detail.roster.empty')}</p>
      ) : (
        <RosterTable rows={rows} busy={links.busy} onNewLink={links.ask} />
      )}
    </section>
  );
}

interface RosterTableProps {
  rows: readonly RosterRow[];
  busy: boolean;
  onNewLink: ReturnType<typeof useNewLinks>['ask'];
}

function RosterTable({ rows, busy, onNewLink }: RosterTableProps) {
  const { t, language } = useI18n();
  const [view, setView] = useState(ALL);
  const [copied, setCopied] = useState('');
  // What is typed appears at once; the rows follow when there is time.
  const wanted = useDeferredValue(view);
  const found = useMemo(() => arrange(rows, wanted, language), [rows, wanted, language]);
  const { shown, next, more } = useSteps(found, STEP, JSON.stringify(wanted));
  const names = useMemo(
    () => new Map(rows.map(({ person }) => [person?.id ?? '', person?.name ?? ''])),
    [rows],
  );

  return (
    <>
      {rows.length >= FILTERS_FROM && (
        <>
          <RosterFilters rows={rows} view={view} onChange={setView} />
          <p className="muted" role="status">
            {t('roster.found', { count: found.length })}
            {next > 0 && ` · ${t('roster.shown', { shown: shown.length, count: found.length })}`}
          </p>
        </>
      )}
      {found.length === 0 ? (
        <p className="empty">{t('roster.none')}</p>
      ) : (
        <div className="table-frame">
          <table className="table table-people" aria-labelledby="roster-title">
            <thead>
              <tr>
                <th scope="col">{t('name.label')}</th>
                <th scope="col">{t('detail.roster.organisation')}</th>
                <th scope="col">{t('roster.forRooms')}</th>
                <th scope="col">{t('detail.roster.status')}</th>
                <th scope="col">{t('detail.roster.link')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <RosterRowView
                  key={row.person?.id}
                  row={row}
                  names={names}
                  busy={busy}
                  onNewLink={onNewLink}
                  onCopied={setCopied}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="visually-hidden" role="status">
        {copied && t('roster.copied', { name: copied })}
      </p>
      <MoreButton words="roster.more" next={next} onMore={more} />
    </>
  );
}
