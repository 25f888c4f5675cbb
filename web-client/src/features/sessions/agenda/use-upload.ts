// An upload and its states: looked at, on its way, stopped, refused.
import { useEffect, useRef, useState } from 'react';
import { asApiError } from '../../../api/api-error';
import type { MessageKey } from '../../../i18n/en';
import { errorKey } from '../../../i18n/error-words';
import type { AgendaFile } from '../../../protocol/convene/v1/agenda_pb';
import { ErrorCode } from '../../../protocol/convene/v1/error_pb';
import { fileKind } from './file-kind';
import { FILE_BYTES_MAX, uploadFile } from './upload-file';

export type Upload =
  | { kind: 'idle' }
  | { kind: 'uploading'; name: string; done: number }
  | { kind: 'failed'; why: MessageKey };

export function useUpload(sessionId: string, onUploaded: (file: AgendaFile) => void) {
  const [upload, setUpload] = useState<Upload>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  async function start(file: File) {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    const show = (next: Upload) => {
      if (!abort.signal.aborted) setUpload(next);
    };
    const kind = await fileKind(file).catch(() => undefined);
    if (file.size > FILE_BYTES_MAX) return show({ kind: 'failed', why: 'upload.tooLarge' });
    if (!kind) return show({ kind: 'failed', why: 'upload.bad' });
    const { name } = file;
    show({ kind: 'uploading', name, done: 0 });
    try {
      const onProgress = (done: number) => show({ kind: 'uploading', name, done });
      const uploaded = await uploadFile(sessionId, file, {
        kind,
        signal: abort.signal,
        onProgress,
      });
      if (abort.signal.aborted) return;
      setUpload({ kind: 'idle' });
      onUploaded(uploaded);
    } catch (error) {
      show({ kind: 'failed', why: failureKey(error) });
    }
  }

  function stop() {
    running.current?.abort();
    setUpload({ kind: 'idle' });
  }

  return { upload, start, stop };
}

function failureKey(error: unknown): MessageKey {
  const { status, code } = asApiError(error);
  if (status === 0) return 'upload.offline';
  if (code === ErrorCode.TOO_LARGE) return 'upload.tooLarge';
  return code === ErrorCode.BAD_FILE ? 'upload.bad' : errorKey(code);
}
