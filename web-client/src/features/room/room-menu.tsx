// What is one step away in the room: how I take part, what is kept, announcements, leaving.
import { useRef, useState } from 'react';
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import type { Engine } from '../../session/engine';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/field';
import { Link } from '../../ui/link';
import { useCloseOutside } from '../../ui/use-close-outside';
import type { AnnounceSetting } from './announce';
import { ANNOUNCE_SETTINGS } from './announce';
import { AttentionField } from './attention-field';
import { ConsentDialog } from './consent-dialog';
import { useRoom } from './room-context';

export interface RoomMenuProps {
  engine: Engine;
  leaveTo: string;
  asTeam: boolean;
  announcements: AnnounceSetting;
  onAnnouncements: (setting: AnnounceSetting) => void;
}

const SETTING_WORDS: Record<AnnounceSetting, MessageKey> = {
  off: 'room.announce.off',
  counts: 'room.announce.counts',
  all: 'room.announce.all',
};

export function RoomMenu({
  engine,
  leaveTo,
  asTeam,
  announcements,
  onAnnouncements,
}: RoomMenuProps) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const details = useRef<HTMLDetailsElement>(null);
  const [asking, setAsking] = useState(false);
  useCloseOutside(details);

  return (
    <details ref={details} className="menu">
      <summary className="button button-quiet button-small">{t('room.more')}</summary>
      <div className="menu-body">
        <AttentionField engine={engine} />
        <SelectField
          label={t('room.announce')}
          hint={t('room.announce.hint')}
          required
          value={announcements}
          onChange={(value) => onAnnouncements(value as AnnounceSetting)}
        >
          {ANNOUNCE_SETTINGS.map((setting) => (
            <option key={setting} value={setting}>
              {t(SETTING_WORDS[setting])}
            </option>
          ))}
        </SelectField>
        <Button onClick={() => setAsking(true)}>{t('consent.change')}</Button>
        {asTeam && (
          <Link to={`/sessions/${encodeURIComponent(sessionId)}`} className="button button-quiet">
            {t('room.roster')}
          </Link>
        )}
        <Link to={leaveTo} className="button button-quiet">
          {t('room.leave')}
        </Link>
      </div>
      {asking && <ConsentDialog engine={engine} onClose={() => setAsking(false)} />}
    </details>
  );
}
