// Each role as the table writes it, and the job that it is.
import { useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { RolePreview } from '../../../protocol/convene/v1/in_session_pb';
import { JobRole } from '../../../protocol/convene/v1/roster_pb';
import { JobField } from '../../../ui/job-field';

interface RoleFieldsProps {
  roles: readonly RolePreview[];
  chosen: ReadonlyMap<string, JobRole>;
  onChange: (text: string, role: JobRole) => void;
}

export function RoleFields({ roles, chosen, onChange }: RoleFieldsProps) {
  const { t } = useI18n();
  // Once asked for, a role stays where it is: nothing jumps away while someone chooses.
  const [asked] = useState(() => new Set<string>());
  for (const { text, jobRole } of roles) if (jobRole === JobRole.UNSPECIFIED) asked.add(text);
  const unknown = roles.filter(({ text }) => asked.has(text));
  const known = roles.filter(({ text }) => !asked.has(text));

  const fields = (some: readonly RolePreview[]) => (
    <div className="import-fields">
      {some.map(({ text, jobRole, count }) => (
        <JobField
          key={text}
          label={t('import.role.text', { text })}
          hint={t('import.role.count', { count })}
          value={chosen.get(text) ?? jobRole}
          onChange={(role) => onChange(text, role)}
        />
      ))}
    </div>
  );

  return (
    <>
      {unknown.length > 0 && (
        <section className="card" aria-labelledby="roles-title">
          <h2 id="roles-title">{t('import.roles')}</h2>
          <p className="muted">{t('import.roles.hint')}</p>
          {fields(unknown)}
        </section>
      )}
      {known.length > 0 && (
        <details className="card">
          <summary>{t('import.roles.known', { count: known.length })}</summary>
          {fields(known)}
        </details>
      )}
    </>
  );
}
