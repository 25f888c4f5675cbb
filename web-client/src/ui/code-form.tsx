// Asks for the session code that someone was told.
import { useState } from 'react';
import { useI18n } from '../i18n/i18n-provider';
import { navigate } from '../lib/navigation';
import { Button } from './button';
import { TextField } from './field';
import { Form } from './form';
import { useFormErrors } from './use-form-errors';

const FIELDS = ['code'];

export function CodeForm({ className }: { className?: string }) {
  const { t } = useI18n();
  const [code, setCode] = useState('');
  const { errors, check } = useFormErrors(FIELDS, undefined);

  function handleSubmit() {
    // People write codes down in groups and in small letters.
    const typed = code.replace(/[\s-]/g, '').toUpperCase();
    if (!check(typed === '' ? { code: 'required' } : {})) return;
    navigate(`/join/${encodeURIComponent(typed)}`);
  }

  return (
    <Form className={className} onSubmit={handleSubmit} errors={errors}>
      <TextField
        label={t('home.code.label')}
        hint={t('home.code.hint')}
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        className="input input-code"
        value={code}
        error={errors.code}
        onChange={setCode}
      />
      <Button kind="primary" type="submit">
        {t('home.code.submit')}
      </Button>
    </Form>
  );
}
