// Takes over the agenda of another session, in place of the one that is there.
import { useState } from 'react';
import { call } from '../../../api/call';
import { useLoad } from '../../../api/use-load';
import { useSubmit } from '../../../api/use-submit';
import { inLanguage } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import { Convene } from '../../../protocol/convene/v1/api_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';
import type { Session } from '../../../protocol/convene/v1/session_pb';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/dialog';
import { SelectField } from '../../../ui/field';
import { Form } from '../../../ui/form';
import { FailedNotice } from '../../../ui/loaded';
import { useFormErrors } from '../../../ui/use-form-errors';

interface CopyAgendaProps {
  sessionId: string;
  /** How many steps would be lost. */
  count: number;
  onCopied: (words: string) => void;
}

const FIELDS = ['from', 'fromSessionId'];

const loadSessions = (signal: AbortSignal) => call(Convene.method.listSessions, {}, { signal });

export function CopyAgenda(props: CopyAgendaProps) {
  const { t } = useI18n();
  const [opened, setOpened] = useState(false);
  return (
    <details className="card" onToggle={({ currentTarget: { open } }) => open && setOpened(true)}>
      <summary>{t('copy.title')}</summary>
      {opened && <Chooser {...props} />}
    </details>
  );
}

function Chooser({ sessionId, count, onCopied }: CopyAgendaProps) {
  const { t, language, dates } = useI18n();
  const { state, reload } = useLoad(loadSessions);
  const { busy, error, run } = useSubmit();
  const [from, setFrom] = useState('');
  const [asking, setAsking] = useState(false);
  const { errors, check } = useFormErrors(FIELDS, error);

  if (state.kind === 'loading') return <p role="status">{t('loading')}</p>;
  if (state.kind === 'failed') return <FailedNotice error={state.error} onRetry={reload} />;
  const others = state.value.sessions.flatMap(({ session }) =>
    session && session.id !== sessionId ? [session] : [],
  );
  if (others.length === 0) return <p className="muted">{t('copy.none')}</p>;
  const titleOf = (session: Session) => inLanguage(session.title, language).words;

  function handleCopy() {
    void run(async () => {
      const params = { session_id: sessionId };
      const { items } = await call(
        InSession.method.copyAgenda,
        { fromSessionId: from },
        { params },
      );
      const source = others.find(({ id }) => id === from);
      onCopied(t('copy.done', { count: items.length, title: source ? titleOf(source) : '' }));
    });
  }

  return (
    <>
      <Form
        onSubmit={() => {
          if (!check(from === '' ? { from: 'copy.choose' } : {})) return;
          if (count === 0) handleCopy();
          else setAsking(true);
        }}
        errors={errors}
      >
        <SelectField
          label={t('copy.from')}
          hint={t('copy.warning')}
          required
          value={from}
          error={errors.from ?? errors.fromSessionId}
          onChange={setFrom}
        >
          <option value="">{t('copy.choose')}</option>
          {others.map((session) => (
            <option key={session.id} value={session.id}>
              {`${titleOf(session)}, ${dates.dayAndTime(Number(session.scheduledAtMs))}`}
            </option>
          ))}
        </SelectField>
        <Button type="submit" busy={busy}>
          {t('copy.submit')}
        </Button>
      </Form>
      {asking && (
        <ConfirmDialog
          title={t('copy.confirm')}
          body={t('copy.confirm.body', { count })}
          confirm={t('copy.confirm.submit')}
          onConfirm={handleCopy}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
