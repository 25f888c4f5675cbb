// The image or the slides of a step: uploaded as soon as they are chosen.
import { useEffect, useId } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaFile } from '../../../protocol/convene/v1/agenda_pb';
import { Button } from '../../../ui/button';
import { Working } from '../working';
import { useUpload } from './use-upload';

interface FileFieldProps {
  sessionId: string;
  value: AgendaFile | undefined;
  error: string | undefined;
  onChange: (file: AgendaFile | undefined) => void;
  /** A step cannot be saved while its file is on the way. */
  onBusy: (busy: boolean) => void;
}

export function FileField({ sessionId, value, error, onChange, onBusy }: FileFieldProps) {
  const { t } = useI18n();
  const id = useId();
  const { upload, start, stop } = useUpload(sessionId, onChange);
  const uploading = upload.kind === 'uploading';
  const words = upload.kind === 'failed' ? t(upload.why) : error;

  useEffect(() => onBusy(uploading), [uploading, onBusy]);

  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t('upload.label')} <span className="field-optional">({t('optional')})</span>
      </label>
      {value && <Chosen sessionId={sessionId} file={value} onRemove={() => onChange(undefined)} />}
      <input
        id={id}
        className="step-file"
        type="file"
        accept="image/png,image/jpeg,image/webp,application/pdf"
        aria-invalid={words ? true : undefined}
        aria-describedby={`${words ? `${id}-error ` : ''}${id}-hint`}
        // The same file, put right, counts as a new choice.
        onClick={(event) => {
          event.currentTarget.value = '';
        }}
        onChange={({ currentTarget: { files } }) => {
          const file = files?.[0];
          if (file) void start(file);
        }}
      />
      {uploading && (
        <>
          <Working words={t('upload.uploading', { name: upload.name })} done={upload.done} />
          <Button size="small" onClick={stop}>
            {t('upload.cancel')}
          </Button>
        </>
      )}
      <p className="field-hint" id={`${id}-hint`}>
        {t('upload.hint')}
      </p>
      <div role="status">
        {words && (
          <p className="field-error" id={`${id}-error`}>
            {words}
          </p>
        )}
      </div>
    </div>
  );
}

interface ChosenProps {
  sessionId: string;
  file: AgendaFile;
  onRemove: () => void;
}

function Chosen({ sessionId, file: { id, name, kind }, onRemove }: ChosenProps) {
  const { t } = useI18n();
  const href = `/api/sessions/${encodeURIComponent(sessionId)}/files/${encodeURIComponent(id)}`;
  return (
    <div className="step-chosen">
      {kind.startsWith('image/') && <img src={href} alt="" />}
      <a href={href} target="_blank" rel="noreferrer">
        {t('upload.open', { name })}
      </a>
      <Button kind="plain" size="small" onClick={onRemove}>
        {t('upload.remove')}
      </Button>
    </div>
  );
}
