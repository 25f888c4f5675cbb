// Polls that were saved for other sessions: taken into this one, or taken out.
import { useCallback } from 'react';
import { call } from '../../../../api/call';
import { useLoad } from '../../../../api/use-load';
import { useSubmit } from '../../../../api/use-submit';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { SavedPoll } from '../../../../protocol/convene/v1/in_session_pb';
import { InSession } from '../../../../protocol/convene/v1/in_session_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { FailedNotice } from '../../../../ui/loaded';
import { Notice } from '../../../../ui/notice';
import { useAsked } from '../../use-asked';
import { putPoll } from '../poll-commands';
import { useWords } from '../use-words';

interface SavedPollsDialogProps {
  engine: Engine;
  onClose: () => void;
}

export function SavedPollsDialog({ engine, onClose }: SavedPollsDialogProps) {
  const { t } = useI18n();
  const asked = useAsked(engine, onClose);
  const removing = useSubmit();
  const { state, reload, replace } = useLoad(
    useCallback((signal: AbortSignal) => call(InSession.method.listSavedPolls, {}, { signal }), []),
  );

  function handleRemove(id: string) {
    void removing.run(async () => {
      await call(InSession.method.removeSavedPoll, {}, { params: { poll_id: id } });
      if (state.kind !== 'ready') return;
      replace({ ...state.value, polls: state.value.polls.filter(({ poll }) => poll?.id !== id) });
    });
  }

  return (
    <Dialog
      title={t('bank.title')}
      className="dialog-tall"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {state.kind === 'loading' && <p role="status">{t('loading')}</p>}
      {state.kind === 'failed' && <FailedNotice error={state.error} onRetry={reload} />}
      {asked.refused !== undefined && <Notice tone="danger">{t(errorKey(asked.refused))}</Notice>}
      {removing.error && <FailedNotice error={removing.error} />}
      {state.kind === 'ready' && state.value.polls.length === 0 && <p>{t('bank.none')}</p>}
      {state.kind === 'ready' && (
        <ul className="poll-cards">
          {state.value.polls.map((saved) => (
            <SavedRow
              key={saved.poll?.id}
              saved={saved}
              busy={asked.busy || removing.busy}
              onUse={() => {
                // A copy: what happens to it here says nothing of the saved one.
                const { poll } = saved;
                if (poll) asked.ask(putPoll({ ...poll, id: '', revision: 0, stepId: '' }));
              }}
              onRemove={() => handleRemove(saved.poll?.id ?? '')}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

interface SavedRowProps {
  saved: SavedPoll;
  busy: boolean;
  onUse: () => void;
  onRemove: () => void;
}

function SavedRow({ saved: { poll, savedBy }, busy, onUse, onRemove }: SavedRowProps) {
  const { t } = useI18n();
  const title = useWords()(poll?.title);
  return (
    <li className="poll-prepared" data-testid="saved-poll">
      <p className="poll-prepared-title">{title}</p>
      <p className="muted">
        {t('pollDesk.items', { count: poll?.items.length ?? 0 })}
        {savedBy !== '' && ` · ${t('bank.by', { name: savedBy })}`}
      </p>
      <div className="form-actions">
        <Button size="small" busy={busy} aria-label={t('bank.useOf', { title })} onClick={onUse}>
          {t('bank.use')}
        </Button>
        <Button
          kind="plain"
          size="small"
          busy={busy}
          aria-label={t('bank.removeOf', { title })}
          onClick={onRemove}
        >
          {t('bank.remove')}
        </Button>
      </div>
    </li>
  );
}
