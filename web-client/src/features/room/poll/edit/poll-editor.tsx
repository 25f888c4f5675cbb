// Makes or changes a poll: everything about it, in both languages, and how participants will see it.
import { useState } from 'react';
import { errorKey } from '../../../../i18n/error-words';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Poll } from '../../../../protocol/convene/v1/poll_pb';
import { PollForm } from '../../../../protocol/convene/v1/poll_pb';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { Form } from '../../../../ui/form';
import { Notice } from '../../../../ui/notice';
import { useFormErrors } from '../../../../ui/use-form-errors';
import { useAsked } from '../../use-asked';
import { putPoll } from '../poll-commands';
import { gapsOf, wrongOf } from './check-poll';
import { ItemsField } from './items-field';
import { PollFields } from './poll-fields';
import { Preview } from './preview';
import { TextsField } from './texts-field';

interface PollEditorProps {
  engine: Engine;
  /** Without an id: a new one. */
  poll: Poll;
  onClose: () => void;
}

const NO_FIELDS: readonly string[] = [];

export function PollEditor({ engine, poll: saved, onClose }: PollEditorProps) {
  const { t } = useI18n();
  const [poll, setPoll] = useState(saved);
  const [previewing, setPreviewing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { errors, check } = useFormErrors(NO_FIELDS, undefined);
  const saving = useAsked(engine, onClose);
  const ticket = poll.form === PollForm.EXIT_TICKET;
  const gaps = gapsOf(poll);
  const wrongCount = Object.keys(errors).length;
  const made = saved.id === '';

  function handleSave() {
    if (check(wrongOf(poll))) saving.ask(putPoll(poll));
  }

  function handleClose() {
    if (poll === saved || leaving) onClose();
    else setLeaving(true);
  }

  const title = made ? (ticket ? 'edit.newTicket' : 'edit.new') : 'edit.title';
  return (
    <Dialog
      title={t(title)}
      className="dialog-tall poll-wide"
      onClose={handleClose}
      actions={
        <>
          <Button onClick={handleClose}>{t('cancel')}</Button>
          <Button aria-pressed={previewing} onClick={() => setPreviewing(!previewing)}>
            {t('edit.preview')}
          </Button>
          <Button kind="primary" busy={saving.busy} onClick={handleSave}>
            {t('edit.save')}
          </Button>
        </>
      }
    >
      {leaving && (
        <Notice
          tone="warning"
          urgent
          actions={
            <div className="form-actions">
              <Button size="small" onClick={() => setLeaving(false)}>
                {t('edit.goOn')}
              </Button>
              <Button kind="danger" size="small" onClick={onClose}>
                {t('edit.discard')}
              </Button>
            </div>
          }
        >
          {t('edit.unsaved')}
        </Notice>
      )}
      {gaps > 0 && <p className="poll-gaps">{t('edit.gaps', { count: gaps })}</p>}
      {previewing && <Preview poll={poll} />}
      <Form
        className="poll-editor"
        label={t('edit.form')}
        errors={errors}
        // Enter in a field saves nothing by accident: there is a button for it.
        onSubmit={() => undefined}
      >
        <TextsField
          label={t('edit.pollTitle')}
          value={poll.title}
          name="title"
          errors={errors}
          required
          onChange={(text) => setPoll({ ...poll, title: text })}
        />
        <PollFields poll={poll} errors={errors} onPoll={setPoll} />
        <ItemsField poll={poll} errors={errors} onPoll={setPoll} />
      </Form>
      {wrongCount > 0 && (
        <p className="field-error" role="alert">
          {t('edit.wrong', { count: wrongCount })}
        </p>
      )}
      {saving.refused !== undefined && <Notice tone="danger">{t(errorKey(saving.refused))}</Notice>}
    </Dialog>
  );
}
