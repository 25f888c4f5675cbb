// A new account: its owner sets the password with the link that comes out of this.
import { useState } from 'react';
import { call } from '../../api/call';
import { useSubmit } from '../../api/use-submit';
import { PERMISSION_WORDS } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Invitation } from '../../protocol/convene/v1/api_pb';
import { Convene } from '../../protocol/convene/v1/api_pb';
import { Permission } from '../../protocol/convene/v1/roster_pb';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useFormErrors } from '../../ui/use-form-errors';
import { missing } from './missing';

const FIELDS = ['name', 'email', 'permission'];
const PERMISSIONS = [Permission.FACILITATOR, Permission.STAFF, Permission.ADMIN];

export function InviteForm({ onInvited }: { onInvited: (invitation: Invitation) => void }) {
  const { t } = useI18n();
  const { busy, error, run } = useSubmit();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [permission, setPermission] = useState(Permission.FACILITATOR);
  const { errors, check } = useFormErrors(FIELDS, error);

  function handleSubmit() {
    if (!check(missing({ name, email }))) return;
    void run(async () => {
      const body = { name: name.trim(), email: email.trim(), permission };
      onInvited(await call(Convene.method.createAccount, body));
      setName('');
      setEmail('');
    });
  }

  return (
    <section className="card" aria-labelledby="invite-title">
      <h2 id="invite-title">{t('accounts.new')}</h2>
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
          type="email"
          required
          autoComplete="off"
          value={email}
          error={errors.email}
          onChange={setEmail}
        />
        <SelectField
          label={t('accounts.permission')}
          hint={t('accounts.permission.hint')}
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
          {t('accounts.submit')}
        </Button>
      </Form>
    </section>
  );
}
