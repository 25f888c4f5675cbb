// An invited colleague chooses a password and is signed in.
import { useState } from 'react';
import { call } from '../../api/call';
import { useMe } from '../../api/me-provider';
import { useSubmit } from '../../api/use-submit';
import { useI18n } from '../../i18n/i18n-provider';
import { navigate } from '../../lib/navigation';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { useFormErrors } from '../../ui/use-form-errors';
import { newPassword } from './missing';

const FIELDS = ['password'];

export function InvitationScreen({ token }: { token: string }) {
  const { t } = useI18n();
  const me = useMe();
  const { busy, error, run } = useSubmit();
  const [password, setPassword] = useState('');
  const { errors, check } = useFormErrors(FIELDS, error);

  function handleSubmit() {
    if (!check(newPassword(password))) return;
    void run(async () => {
      me.replace(await call(Convene.method.acceptInvitation, { token, password }));
      navigate('/sessions', 'replace');
    });
  }

  return (
    <Page title={t('invite.title')} lead={<p>{t('invite.body')}</p>}>
      <Form className="form card" onSubmit={handleSubmit} errors={errors}>
        <TextField
          label={t('password.label')}
          hint={t('password.hint')}
          type="password"
          required
          autoComplete="new-password"
          value={password}
          error={errors.password}
          onChange={setPassword}
        />
        <Button kind="primary" type="submit" busy={busy}>
          {t('invite.submit')}
        </Button>
      </Form>
    </Page>
  );
}
