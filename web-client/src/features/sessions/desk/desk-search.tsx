// One field for everything that a caller may say, and the few people that it fits.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { RosterRow } from '../../../protocol/convene/v1/in_session_pb';
import { TextField } from '../../../ui/field';
import { findPeople } from '../find-people';
import { NewLinksPart } from '../roster/new-links-part';
import { useNewLinks } from '../roster/use-new-links';
import { DeskCard } from './desk-card';

interface DeskSearchProps {
  sessionId: string;
  code: string;
  rows: readonly RosterRow[];
  query: string;
  onQuery: (query: string) => void;
  onChanged: () => Promise<void>;
}

const SHOWN_MAX = 20;

export function DeskSearch(props: DeskSearchProps) {
  const { sessionId, code, rows, query, onQuery, onChanged } = props;
  const { t } = useI18n();
  const links = useNewLinks(sessionId, onChanged);
  const [copied, setCopied] = useState('');
  const asked = query.trim() !== '';
  const found = asked ? findPeople(rows, query) : [];
  const count = found.length;

  return (
    <>
      <TextField
        label={t('desk.find')}
        hint={t('desk.find.hint')}
        type="search"
        free
        autoComplete="off"
        value={query}
        onChange={onQuery}
      />
      <p className="muted" role="status">
        {!asked && t('desk.start')}
        {asked && count === 0 && t('desk.none', { code })}
        {count > SHOWN_MAX && t('desk.tooMany', { count, shown: SHOWN_MAX })}
        {count > 0 && count <= SHOWN_MAX && t('roster.found', { count })}
      </p>
      <NewLinksPart links={links} />
      <ul className="stack">
        {found.slice(0, SHOWN_MAX).map((row) => (
          <DeskCard
            key={row.person?.id}
            row={row}
            busy={links.busy}
            onNewLink={links.ask}
            onCopied={setCopied}
          />
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {copied && t('roster.copied', { name: copied })}
      </p>
    </>
  );
}
