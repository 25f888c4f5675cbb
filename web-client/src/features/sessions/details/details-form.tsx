// Changes title, time and length of a session that is already announced.
import { call } from '../../../api/call';
import { useSubmit } from '../../../api/use-submit';
import { useI18n } from '../../../i18n/i18n-provider';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import type { Session } from '../../../protocol/convene/v1/session_pb';
import { Button } from '../../../ui/button';
import { Form } from '../../../ui/form';
import { useFormErrors } from '../../../ui/use-form-errors';
import { SessionFields } from './session-fields';
import { SESSION_FIELDS, useSessionFields } from './use-session-fields';

interface DetailsFormProps {
  session: Session;
  onSaved: () => Promise<void>;
  onCancel: () => void;
}

export function DetailsForm({ session, onSaved, onCancel }: DetailsFormProps) {
  const { t } = useI18n();
  const { busy, error, run } = useSubmit();
  const fields = useSessionFields(session);
  const { errors, check } = useFormErrors(SESSION_FIELDS, error);

  function handleSubmit() {
    if (!check(fields.missing())) return;
    void run(async () => {
      const params = { session_id: session.id };
      await call(InSession.method.updateSession, fields.body(), { params });
      await onSaved();
    });
  }

  return (
    <Form onSubmit={handleSubmit} errors={errors} label={t('details.edit')}>
      <SessionFields fields={fields} errors={errors} />
      <p className="muted">{t('details.sees')}</p>
      <div className="form-actions">
        <Button kind="primary" type="submit" busy={busy}>
          {t('details.save')}
        </Button>
        <Button kind="plain" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  );
}
