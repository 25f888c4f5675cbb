// A new session: a title in both languages, a time, a length.
import { call } from '../../api/call';
import { useSubmit } from '../../api/use-submit';
import { useI18n } from '../../i18n/i18n-provider';
import { navigate } from '../../lib/navigation';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { Button } from '../../ui/button';
import { Form } from '../../ui/form';
import { Link } from '../../ui/link';
import { Page } from '../../ui/page';
import { useFormErrors } from '../../ui/use-form-errors';
import { SessionFields } from './details/session-fields';
import { SESSION_FIELDS, useSessionFields } from './details/use-session-fields';

export function NewSessionScreen() {
  const { t } = useI18n();
  const { busy, error, run } = useSubmit();
  const fields = useSessionFields();
  const { errors, check } = useFormErrors(SESSION_FIELDS, error);

  function handleSubmit() {
    if (!check(fields.missing())) return;
    void run(async () => {
      const { session } = await call(Convene.method.createSession, fields.body());
      navigate(`/sessions/${encodeURIComponent(session?.id ?? '')}`, 'replace');
    });
  }

  return (
    <Page title={t('new.title')}>
      <Form className="form card" onSubmit={handleSubmit} errors={errors}>
        <SessionFields fields={fields} errors={errors} />
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
