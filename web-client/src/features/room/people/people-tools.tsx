// Finding someone among many, and how the list is grouped.
import { useI18n } from '../../../i18n/i18n-provider';
import type { GroupedBy } from './group-people';
import type { useGroupedPeople } from './use-grouped-people';

/** Below this a list is read faster than searched or grouped anew. */
const FIND_FROM = 12;
const WAYS = [
  { by: 'district', words: 'people.byDistrict' },
  { by: 'job', words: 'people.byJob' },
] as const satisfies { by: GroupedBy; words: string }[];

export function PeopleTools({ grouped }: { grouped: ReturnType<typeof useGroupedPeople> }) {
  const { t } = useI18n();
  const { people, query, setQuery, by, setBy } = grouped;
  if (people.length < FIND_FROM) return null;
  return (
    <div className="people-find">
      <input
        className="input"
        type="search"
        autoComplete="off"
        aria-label={t('people.find')}
        placeholder={t('people.find')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <fieldset className="people-by">
        <legend className="visually-hidden">{t('people.by')}</legend>
        {WAYS.map((way) => (
          <label key={way.by} className="people-way">
            <input
              type="radio"
              name="people-by"
              checked={by === way.by}
              onChange={() => setBy(way.by)}
            />
            <span>{t(way.words)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
