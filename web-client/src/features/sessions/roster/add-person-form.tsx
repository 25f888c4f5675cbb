// Adds one person to the roster; what comes back is their personal link.
import { useState } from 'react';
import { call } from '../../../api/call';
import { useLoad } from '../../../api/use-load';
import { useSubmit } from '../../../api/use-submit';
import type { MessageKey } from '../../../i18n/en';
import { PERMISSION_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { Convene } from '../../../protocol/convene/v1/api_pb';
import type { PersonLink } from '../../../protocol/convene/v1/in_session_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import { JobRole, Permission } from '../../../protocol/convene/v1/roster_pb';
import { Button } from '../../../ui/button';
import { SelectField, TextField } from '../../../ui/field';
import { Form } from '../../../ui/form';
import { JobField } from '../../../ui/job-field';
import { NO_ORGANISATION, OrganisationField } from '../../../ui/organisation-field';
import { useFormErrors } from '../../../ui/use-form-errors';
import { PersonalLinks } from './personal-links';

interface AddPersonFormProps {
  sessionId: string;
  onChanged: () => Promise<void>;
}

const FIELDS = [
  'name',
  'email',
  'organisation',
  'organisation.name',
  'organisation.cdsCode',
  'jobRole',
  'permission',
];
const PERMISSIONS = [Permission.PARTICIPANT, Permission.FACILITATOR];

const loadOffices = (signal: AbortSignal) => call(Convene.method.listOrganisations, {}, { signal });

export function AddPersonForm({ sessionId, onChanged }: AddPersonFormProps) {
  const { t } = useI18n();
  const { busy, error, run } = useSubmit();
  const offices = useLoad(loadOffices);
  const [links, setLinks] = useState<readonly PersonLink[]>([]);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [organisation, setOrganisation] = useState(NO_ORGANISATION);
  const [jobRole, setJobRole] = useState(JobRole.UNSPECIFIED);
  const [permission, setPermission] = useState(Permission.PARTICIPANT);
  const { errors, check } = useFormErrors(FIELDS, error);

  function handleSubmit() {
    const found: Record<string, MessageKey> = {};
    if (name.trim() === '') found.name = 'required';
    if (organisation.name.trim() === '') found['organisation.name'] = 'required';
    if (jobRole === JobRole.UNSPECIFIED) found.jobRole = 'job.choose';
    if (!check(found)) return;
    void run(async () => {
      const person = { name: name.trim(), email: email.trim(), organisation, jobRole, permission };
      const params = { session_id: sessionId };
      const { people } = await call(InSession.method.addPeople, { people: [person] }, { params });
      // The next one is often a colleague: organisation and job stay.
      setName('');
      setEmail('');
      setLinks((before) => [...people, ...before]);
      await onChanged();
    });
  }

  return (
    <section className="card" aria-labelledby="add-title">
      <h2 id="add-title">{t('detail.add.title')}</h2>
      <Form onSubmit={handleSubmit} errors={errors}>
        <TextField
          label={t('name.label')}
          required
          autoComplete="off"
          value={name}
          error={errors.name}
          onChange={setName}
        />
        <TextField
          label={t('email.label')}
          hint={t('detail.add.email.hint')}
          type="email"
          autoComplete="off"
          value={email}
          error={errors.email}
          onChange={setEmail}
        />
        <OrganisationField
          label="org.kind.theirs"
          offices={offices.state.kind === 'ready' ? offices.state.value.organisations : []}
          value={organisation}
          onChange={setOrganisation}
          errors={errors}
        />
        <JobField value={jobRole} onChange={setJobRole} error={errors.jobRole} />
        <SelectField
          label={t('detail.roster.permission')}
          required
          value={String(permission)}
          error={errors.permission}
          onChange={(value) => setPermission(Number(value))}
        >
          {PERMISSIONS.map((value) => (
            <option key={value} value={String(value)}>
              {t(PERMISSION_WORDS[value])}
            </option>
          ))}
        </SelectField>
        <Button kind="primary" type="submit" busy={busy}>
          {t('detail.add.submit')}
        </Button>
      </Form>
      <PersonalLinks links={links} />
    </section>
  );
}
