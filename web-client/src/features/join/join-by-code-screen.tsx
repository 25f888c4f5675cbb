// Joining with a session code: who are you? Known addresses get the place kept for them.
import { useCallback, useState } from 'react';
import { call } from '../../api/call';
import { useLoad } from '../../api/use-load';
import { useSubmit } from '../../api/use-submit';
import type { MessageKey } from '../../i18n/en';
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import { navigate } from '../../lib/navigation';
import type { CodeInfo, Organisations } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { JobRole } from '../../protocol/convene/v1/roster_pb';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { JobField } from '../../ui/job-field';
import { Link } from '../../ui/link';
import { FailedNotice, Loaded } from '../../ui/loaded';
import { NO_ORGANISATION, OrganisationField } from '../../ui/organisation-field';
import { Page } from '../../ui/page';
import { useFormErrors } from '../../ui/use-form-errors';

const FIELDS = [
  'name',
  'email',
  'organisation',
  'organisation.name',
  'organisation.cdsCode',
  'jobRole',
];

export function JoinByCodeScreen({ code }: { code: string }) {
  const { t } = useI18n();
  const load = useLoad(
    useCallback(
      (signal: AbortSignal) =>
        Promise.all([
          call(Convene.method.getCode, {}, { params: { code }, signal }),
          call(Convene.method.listOrganisations, {}, { signal }),
        ]),
      [code],
    ),
  );
  return (
    <Loaded
      load={load}
      title={t('join.title')}
      failed={(error) => (
        <Page title={t('join.title')}>
          <FailedNotice error={error} onRetry={error.isPassing ? load.reload : undefined} />
          <p>
            <Link to="/join">{t('join.code.other')}</Link>
          </p>
        </Page>
      )}
    >
      {([info, offices]) => <JoinForm code={code} info={info} offices={offices} />}
    </Loaded>
  );
}

interface JoinFormProps {
  code: string;
  info: CodeInfo;
  offices: Organisations;
}

function JoinForm({ code, info: { session }, offices }: JoinFormProps) {
  const { t, language, dates } = useI18n();
  const { busy, error, run } = useSubmit();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [organisation, setOrganisation] = useState(NO_ORGANISATION);
  const [jobRole, setJobRole] = useState(JobRole.UNSPECIFIED);
  const { errors, check } = useFormErrors(FIELDS, error);
  const title = inLanguage(session?.title, language);

  function handleSubmit() {
    const found: Record<string, MessageKey> = {};
    if (name.trim() === '') found.name = 'required';
    if (organisation.name.trim() === '') found['organisation.name'] = 'required';
    if (jobRole === JobRole.UNSPECIFIED) found.jobRole = 'job.choose';
    if (!check(found)) return;
    void run(async () => {
      const body = { code, name: name.trim(), email: email.trim(), organisation, jobRole };
      const seat = await call(Convene.method.joinByCode, body);
      navigate(`/s/${encodeURIComponent(seat.session?.id ?? '')}`);
    });
  }

  return (
    <Page
      title={title.words}
      titleLang={title.lang}
      lead={
        <>
          <p className="join-when">{dates.dayAndTime(Number(session?.scheduledAtMs ?? 0))}</p>
          <p>{t('join.code.body')}</p>
        </>
      }
    >
      <Form className="form card" onSubmit={handleSubmit} errors={errors}>
        <TextField
          label={t('name.label')}
          required
          autoComplete="name"
          value={name}
          error={errors.name}
          onChange={setName}
        />
        <TextField
          label={t('email.label')}
          hint={t('join.email.hint')}
          type="email"
          autoComplete="email"
          value={email}
          error={errors.email}
          onChange={setEmail}
        />
        <OrganisationField
          label="org.kind"
          offices={offices.organisations}
          value={organisation}
          onChange={setOrganisation}
          errors={errors}
        />
        <JobField value={jobRole} onChange={setJobRole} error={errors.jobRole} />
        <Button kind="primary" type="submit" busy={busy}>
          {t('join.submit')}
        </Button>
        <p className="muted">{t('join.noAccount')}</p>
      </Form>
    </Page>
  );
}
