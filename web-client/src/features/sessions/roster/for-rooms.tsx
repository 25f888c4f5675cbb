// What matters when rooms are formed: language, needs, groups, with whom and with whom not.
import { useI18n } from '../../../i18n/i18n-provider';
import type { RosterRow } from '../../../protocol/convene/v1/in_session_pb';
import { SPOKEN_WORDS } from '../language-words';

interface ForRoomsProps {
  row: RosterRow;
  /** By person id. */
  names: ReadonlyMap<string, string>;
}

export function ForRooms({ row, names }: ForRoomsProps) {
  const { t } = useI18n();
  const { language, access, groups, keepWithIds, keepApartIds } = row;
  const spoken = SPOKEN_WORDS[language];
  const named = (ids: readonly string[]) => ids.flatMap((id) => names.get(id) ?? []).join(', ');
  const said = [
    spoken && t('roster.language', { language: t(spoken) }),
    access && t('roster.access', { access }),
    groups.length > 0 && t('roster.groups', { groups: groups.join(', ') }),
    keepWithIds.length > 0 && t('roster.with', { names: named(keepWithIds) }),
    keepApartIds.length > 0 && t('roster.apart', { names: named(keepApartIds) }),
  ].filter(Boolean);
  return (
    <ul className="roster-rooms">
      {said.map((words) => (
        <li key={String(words)}>{words}</li>
      ))}
    </ul>
  );
}
