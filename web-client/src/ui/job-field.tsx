// The job someone has: forms breakout rooms, and says nothing about what they may do.
import { JOB_WORDS } from '../i18n/enum-words';
import { useI18n } from '../i18n/i18n-provider';
import { JobRole } from '../protocol/convene/v1/roster_pb';
import { SelectField } from './field';

interface JobFieldProps {
  value: JobRole;
  onChange: (value: JobRole) => void;
  error?: string;
  /** When it is not simply someone's job. */
  label?: string;
  hint?: string;
}

const JOBS = Object.keys(JOB_WORDS)
  .map(Number)
  .filter((job) => job !== JobRole.UNSPECIFIED) as JobRole[];

export function JobField({ value, onChange, error, label, hint }: JobFieldProps) {
  const { t } = useI18n();
  return (
    <SelectField
      label={label ?? t('job.label')}
      hint={hint}
      required
      value={String(value)}
      error={error}
      onChange={(next) => onChange(Number(next))}
    >
      <option value={String(JobRole.UNSPECIFIED)}>{t('job.choose')}</option>
      {JOBS.map((job) => (
        <option key={job} value={String(job)}>
          {t(JOB_WORDS[job])}
        </option>
      ))}
    </SelectField>
  );
}
