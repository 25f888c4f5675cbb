// Writes a step, new or old, and stays open until the server has it.
import { equals } from '@bufbuild/protobuf';
import { useEffect, useMemo, useRef, useState } from 'react';
import { errorKey } from '../../../i18n/error-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import { AgendaItemSchema } from '../../../protocol/convene/v1/agenda_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Form } from '../../../ui/form';
import { Notice } from '../../../ui/notice';
import { useFormErrors } from '../../../ui/use-form-errors';
import { putItem } from './agenda-commands';
import { FileField } from './file-field';
import { StepFields } from './step-fields';
import { useCommand } from './use-command';
import { STEP_FIELDS, stepOf, useStepFields, wrongIn } from './use-step-fields';

interface StepFormProps {
  engine: Engine;
  sessionId: string;
  /** As it is now; absent for a new one. */
  item: AgendaItem | undefined;
  /** Somebody else has removed it since. */
  gone?: boolean;
  /** A new one stands behind this step, or first when empty. */
  afterId: string;
  onSaved: (title: string) => void;
  onCancel: () => void;
}

export function StepForm(props: StepFormProps) {
  const { engine, sessionId, item, gone = false, afterId, onSaved, onCancel } = props;
  const { t } = useI18n();
  const [opened] = useState(item);
  const fields = useStepFields(opened);
  const [uploading, setUploading] = useState(false);
  const { errors, check } = useFormErrors(STEP_FIELDS, undefined);
  const frame = useRef<HTMLDivElement>(null);
  const title = fields.values.titleEn.trim();
  const { state, refused, send } = useCommand(engine, () => onSaved(title));
  const changed = useMemo(
    () => opened && item && !equals(AgendaItemSchema, opened, item),
    [opened, item],
  );

  // Whoever asked for the form goes on in it.
  useEffect(() => frame.current?.querySelector('input')?.focus(), []);

  function handleSubmit() {
    const found = wrongIn(fields.values);
    if (uploading) found.file = 'upload.wait';
    const id = gone ? '' : (opened?.id ?? '');
    if (check(found)) send(putItem(stepOf(fields.values, id), afterId));
  }

  return (
    <div ref={frame}>
      <Form
        onSubmit={handleSubmit}
        errors={errors}
        label={opened ? t('step.edit.of', { title: opened.title?.en ?? '' }) : t('step.new')}
      >
        <StepFields fields={fields} errors={errors} />
        <FileField
          sessionId={sessionId}
          value={fields.values.file}
          error={errors.file}
          onChange={(file) => fields.set({ file })}
          onBusy={setUploading}
        />
        <p className="muted">{t('step.sees')}</p>
        {gone && <Notice tone="warning">{t('step.gone')}</Notice>}
        {changed && <Notice tone="warning">{t('step.changed')}</Notice>}
        {refused && (
          <Notice tone="danger">
            {refused.unknown
              ? t('step.unknown')
              : t('step.failed', { why: t(errorKey(refused.code ?? ErrorCode.UNSPECIFIED)) })}
          </Notice>
        )}
        <p className="muted" role="status">
          {state === 'sending' && t('step.saving')}
          {state === 'waiting' && t('step.waiting')}
        </p>
        <div className="form-actions">
          <Button kind="primary" type="submit" busy={state !== 'idle'}>
            {t('step.save')}
          </Button>
          <Button kind="plain" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </div>
      </Form>
    </div>
  );
}
