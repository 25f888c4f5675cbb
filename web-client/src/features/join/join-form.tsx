// Who are you? The e-mail that the roster has finds a place; so do a name and a workplace.
import { useState } from 'react';
import { asApiError } from '../../api/api-error';
import { call } from '../../api/call';
import { useSubmit } from '../../api/use-submit';
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import { navigate } from '../../lib/navigation';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import { JobRole } from '../../protocol/convene/v1/roster_pb';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { JobField } from '../../ui/job-field';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import type { OrganisationValue } from '../../ui/organisation-field';
import { NO_ORGANISATION, OrganisationField } from '../../ui/organisation-field';
import { useFormErrors } from '../../ui/use-form-errors';
import type { Way } from './way-field';
import { WayField } from './way-field';

interface JoinFormProps {
  code: string;
  sessionId: string;
  offices: readonly OrganisationValue[];
}

const FIELDS = [
  'name',
  'email',
  'organisation',
  'organisation.name',
  'organisation.cdsCode',
  'jobRole',
];

export function JoinForm({ code, sessionId, offices }: JoinFormProps) {
  const { t } = useI18n();
  const { busy, error, run } = useSubmit();
  const [way, setWay] = useState<Way>('email');
  const [unknown, setUnknown] = useState(false);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [organisation, setOrganisation] = useState(NO_ORGANISATION);
  const [jobRole, setJobRole] = useState(JobRole.UNSPECIFIED);
  const hasAccount = error?.code === ErrorCode.ALREADY_CLAIMED;
  const { errors, check } = useFormErrors(FIELDS, hasAccount ? undefined : error);

  function missing() {
    const found: Record<string, MessageKey> = {};
    if (name.trim() === '') found.name = 'required';
    if (way === 'email' && email.trim() === '') found.email = 'required';
    if (way === 'email') return found;
    if (organisation.name.trim() === '') found['organisation.name'] = 'required';
    if (jobRole === JobRole.UNSPECIFIED) found.jobRole = 'job.choose';
    return found;
  }

  function handleSubmit() {
    if (!check(missing())) return;
    void run(async () => {
      const who = { code, name: name.trim(), email: email.trim() };
      const body = way === 'email' ? who : { ...who, organisation, jobRole };
      try {
        await call(Convene.method.joinByCode, body);
      } catch (caught) {
        // Nobody free has this address: then the server wants to know whom to expect at the door.
        if (way !== 'email' || !/^(organisation|jobRole)/.test(asApiError(caught).field)) {
          throw caught;
        }
        setUnknown(true);
        return setWay('place');
      }
      navigate(`/s/${encodeURIComponent(sessionId)}`);
    });
  }

  return (
    <Form className="form card" onSubmit={handleSubmit} errors={errors}>
      <TextField
        label={t('name.label')}
        required
        autoComplete="name"
        value={name}
        error={errors.name}
        onChange={setName}
      />
      <WayField value={way} onChange={setWay} />
      {unknown && (
        <Notice tone="warning" urgent>
          {t('join.unknown')}
        </Notice>
      )}
      <TextField
        label={t('email.label')}
        hint={t('join.email.hint')}
        type="email"
        required={way === 'email'}
        autoComplete="email"
        value={email}
        error={errors.email}
        onChange={setEmail}
      />
      {way === 'place' && (
        <>
          <OrganisationField
            label="org.kind"
            offices={offices}
            value={organisation}
            onChange={setOrganisation}
            errors={errors}
          />
          <JobField value={jobRole} onChange={setJobRole} error={errors.jobRole} />
        </>
      )}
      {hasAccount && (
        <Notice tone="warning" urgent>
          <p>{t('join.hasAccount')}</p>
          <Link to={`/sign-in?next=${encodeURIComponent(`/s/${sessionId}?as=team`)}`}>
            {t('signIn.title')}
          </Link>
        </Notice>
      )}
      <p className="muted">{t('join.door')}</p>
      <Button kind="primary" type="submit" busy={busy}>
        {t('join.submit')}
      </Button>
      <p className="muted">{t('join.noAccount')}</p>
    </Form>
  );
}
