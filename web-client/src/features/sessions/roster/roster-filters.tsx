// Narrows the roster down: a search, a job, an organization, and in which order.
import type { MessageKey } from '../../../i18n/en';
import { JOB_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { RosterRow } from '../../../protocol/convene/v1/in_session_pb';
import { SelectField, TextField } from '../../../ui/field';
import type { Order, RosterView } from '../find-people';
import { organisationOf } from '../find-people';

interface RosterFiltersProps {
  rows: readonly RosterRow[];
  view: RosterView;
  onChange: (view: RosterView) => void;
}

const ORDER_WORDS: Record<Order, MessageKey> = {
  added: 'roster.sort.added',
  az: 'roster.sort.az',
  za: 'roster.sort.za',
};
const ORDERS = Object.keys(ORDER_WORDS) as Order[];

export function RosterFilters({ rows, view, onChange }: RosterFiltersProps) {
  const { t, language } = useI18n();
  // Only what is there can be chosen.
  const jobs = distinct(rows.flatMap(({ person }) => (person ? [person.jobRole] : [])));
  const { compare } = new Intl.Collator(language);
  const organisations = distinct(rows.map(organisationOf)).filter(Boolean).sort(compare);
  return (
    <div className="roster-filters">
      <TextField
        label={t('roster.find')}
        type="search"
        free
        autoComplete="off"
        value={view.query}
        onChange={(query) => onChange({ ...view, query })}
      />
      <SelectField
        label={t('roster.filter.job')}
        free
        value={view.jobRole === undefined ? '' : String(view.jobRole)}
        onChange={(value) =>
          onChange({ ...view, jobRole: value === '' ? undefined : Number(value) })
        }
      >
        <option value="">{t('roster.filter.job.all')}</option>
        {jobs
          .sort((a, b) => a - b)
          .map((job) => (
            <option key={job} value={String(job)}>
              {t(JOB_WORDS[job])}
            </option>
          ))}
      </SelectField>
      <SelectField
        label={t('roster.filter.org')}
        free
        value={view.organisation}
        onChange={(organisation) => onChange({ ...view, organisation })}
      >
        <option value="">{t('roster.filter.org.all')}</option>
        {organisations.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      <SelectField
        label={t('roster.sort')}
        free
        value={view.order}
        onChange={(order) => onChange({ ...view, order: order as Order })}
      >
        {ORDERS.map((order) => (
          <option key={order} value={order}>
            {t(ORDER_WORDS[order])}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
