// Puts right who someone is: name, job, where they work.
import { useCallback, useState } from 'react';
import { call } from '../../../api/call';
import { useLoad } from '../../../api/use-load';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { Convene } from '../../../protocol/convene/v1/api_pb';
import type { Person } from '../../../protocol/convene/v1/roster_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/field';
import { Form } from '../../../ui/form';
import { JobField } from '../../../ui/job-field';
import { OrganisationField } from '../../../ui/organisation-field';
import { correctPerson } from '../commands';
import { useAsked } from '../use-asked';

interface CorrectPersonFormProps {
  person: Person;
  engine: Engine;
  onDone: () => void;
}

export function CorrectPersonForm({ person, engine, onDone }: CorrectPersonFormProps) {
  const { t } = useI18n();
  const asked = useAsked(engine, onDone);
  const [name, setName] = useState(person.name);
  const [job, setJob] = useState(person.jobRole);
  const [organisation, setOrganisation] = useState(() => ({
    cdsCode: person.organisation?.cdsCode ?? '',
    name: person.organisation?.name ?? '',
  }));
  const [moving, setMoving] = useState(false);
  const [missing, setMissing] = useState(false);
  const errors: Record<string, string> = {};
  if (missing && name.trim() === '') errors.name = t('required');
  if (asked.refused !== undefined) errors[''] = t(errorKey(asked.refused));

  function handleSubmit() {
    setMissing(true);
    if (name.trim() !== '') asked.ask(correctPerson(person.id, name.trim(), organisation, job));
  }

  return (
    <Form
      label={t('people.correct')}
      className="form correct"
      errors={errors}
      onSubmit={handleSubmit}
    >
      <h3>{t('people.correct')}</h3>
      <TextField
        label={t('name.label')}
        required
        autoComplete="off"
        maxLength={120}
        value={name}
        error={errors.name}
        onChange={setName}
      />
      <JobField value={job} onChange={setJob} />
      {moving ? (
        <Elsewhere value={organisation} onChange={setOrganisation} />
      ) : (
        <p className="correct-org">
          {t('people.worksAt', { name: organisation.name || t('org.none') })}{' '}
          <Button kind="plain" size="small" onClick={() => setMoving(true)}>
            {t('people.worksElsewhere')}
          </Button>
        </p>
      )}
      <Button kind="primary" type="submit" busy={asked.busy}>
        {t('people.correct.save')}
      </Button>
    </Form>
  );
}

type OrganisationProps = Pick<Parameters<typeof OrganisationField>[0], 'value' | 'onChange'>;

function Elsewhere(props: OrganisationProps) {
  const { t } = useI18n();
  const { state } = useLoad(
    useCallback(
      (signal: AbortSignal) => call(Convene.method.listOrganisations, {}, { signal }),
      [],
    ),
  );
  if (state.kind === 'loading') return <p role="status">{t('loading')}</p>;
  // Without the list, a county office can still be named as a district is.
  const offices = state.kind === 'ready' ? state.value.organisations : [];
  return <OrganisationField {...props} offices={offices} errors={{}} label="org.kind.theirs" />;
}
