// Facilitators and staff sign in here.
import { useState } from 'react';
import { call } from '../../api/call';
import { useMe } from '../../api/me-provider';
import { useSubmit } from '../../api/use-submit';
import { useI18n } from '../../i18n/i18n-provider';
import { navigate, ownPath } from '../../lib/navigation';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { Page } from '../../ui/page';
import { useFormErrors } from '../../ui/use-form-errors';
import { missing } from './missing';

const FIELDS = ['email', 'password'];

export function SignInScreen({ next }: { next: string | null }) {
  const { t } = useI18n();
  const me = useMe();
  const { busy, error, run } = useSubmit();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { errors, check } = useFormErrors(FIELDS, error);

  function handleSubmit() {
    if (!check(missing({ email, password }))) return;
    void run(async () => {
      me.replace(await call(Convene.method.signIn, { email: email.trim(), password }));
      navigate(ownPath(next, '/sessions'));
    });
  }

  return (
    <Page title={t('signIn.title')} lead={<p>{t('signIn.body')}</p>}>
      <Form className="form card" onSubmit={handleSubmit} errors={errors}>
        <TextField
          label={t('email.label')}
          type="email"
          required
          autoComplete="username"
          value={email}
          error={errors.email}
          onChange={setEmail}
        />
        <TextField
          label={t('password.label')}
          type="password"
          required
          autoComplete="current-password"
          value={password}
          error={errors.password}
          onChange={setPassword}
        />
        <Button kind="primary" type="submit" busy={busy}>
          {t('signIn.submit')}
        </Button>
      </Form>
    </Page>
  );
}
