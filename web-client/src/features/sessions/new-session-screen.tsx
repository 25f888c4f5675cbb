// A new session: a title in both languages and a time.
import { useState } from 'react';
import { call } from '../../api/call';
import { useSubmit } from '../../api/use-submit';
import type { MessageKey } from '../../i18n/en';
import { useI18n } from '../../i18n/i18n-provider';
import { navigate } from '../../lib/navigation';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { Link } from '../../ui/link';
import { Page } from '../../ui/page';
import { useFormErrors } from '../../ui/use-form-errors';

const FIELDS = ['title.en', 'title.es', 'scheduledAtMs'];
const TITLE_CHARS_MAX = 120;

export function NewSessionScreen() {
  const { t, dates } = useI18n();
  const { busy, error, run } = useSubmit();
  const [en, setEn] = useState('');
  const [es, setEs] = useState('');
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const { errors, check } = useFormErrors(FIELDS, error);

  function handleSubmit() {
    // In the time zone of whoever plans it, which the form names.
    const scheduledAtMs = new Date(`${date}T${time}`).getTime();
    const found: Record<string, MessageKey> = {};
    if (en.trim() === '') found['title.en'] = 'required';
    if (Number.isNaN(scheduledAtMs)) found.scheduledAtMs = 'new.when.missing';
    if (!check(found)) return;
    void run(async () => {
      const title = { en: en.trim(), es: es.trim() };
      const body = { title, scheduledAtMs: BigInt(scheduledAtMs) };
      const { session } = await call(Convene.method.createSession, body);
      navigate(`/sessions/${encodeURIComponent(session?.id ?? '')}`, 'replace');
    });
  }

  return (
    <Page title={t('new.title')}>
      <Form className="form card" onSubmit={handleSubmit} errors={errors}>
        <TextField
          label={t('new.titleEn')}
          required
          lang="en"
          maxLength={TITLE_CHARS_MAX}
          autoComplete="off"
          value={en}
          error={errors['title.en'] ?? errors.title}
          onChange={setEn}
        />
        <TextField
          label={t('new.titleEs')}
          hint={t('new.titleEs.hint')}
          lang="es"
          maxLength={TITLE_CHARS_MAX}
          autoComplete="off"
          value={es}
          error={errors['title.es']}
          onChange={setEs}
        />
        <div className="fields-beside">
          <TextField
            label={t('new.date')}
            type="date"
            required
            value={date}
            error={errors.scheduledAtMs}
            onChange={setDate}
          />
          <TextField label={t('new.time')} type="time" required value={time} onChange={setTime} />
        </div>
        <p className="muted">{t('timeZone', { zone: dates.zone() })}</p>
        <div className="form-actions">
          <Button kind="primary" type="submit" busy={busy}>
            {t('new.submit')}
          </Button>
          <Link to="/sessions" className="button button-plain">
            {t('cancel')}
          </Link>
        </div>
      </Form>
    </Page>
  );
}
