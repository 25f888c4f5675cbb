// The first start: whoever holds the one-time link becomes the first admin.
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
import { missing, newPassword } from './missing';

const FIELDS = ['name', 'email', 'password'];

export function SetupScreen({ token }: { token: string }) {
  const { t } = useI18n();
  const me = useMe();
  const { busy, error, run } = useSubmit();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { errors, check } = useFormErrors(FIELDS, error);

  function handleSubmit() {
    if (!check({ ...missing({ name, email }), ...newPassword(password) })) return;
    void run(async () => {
      const body = { token, name: name.trim(), email: email.trim(), password };
      me.replace(await call(Convene.method.claimAdmin, body));
      navigate('/sessions', 'replace');
    });
  }

  return (
    <Page title={t('setup.title')} lead={<p>{t('setup.body')}</p>}>
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
          type="email"
          required
          autoComplete="username"
          value={email}
          error={errors.email}
          onChange={setEmail}
        />
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
          {t('setup.submit')}
        </Button>
      </Form>
    </Page>
  );
}
