// Sends an image or slides as they are, and says how far it is.
import { fromJsonString, getOption } from '@bufbuild/protobuf';
import { ApiError, formField } from '../../../api/api-error';
import type { AgendaFile } from '../../../protocol/convene/v1/agenda_pb';
import { AgendaFileSchema } from '../../../protocol/convene/v1/agenda_pb';
import { route } from '../../../protocol/convene/v1/api_pb';
import { ErrorCode, ProblemSchema } from '../../../protocol/convene/v1/error_pb';
import { InSession } from '../../../protocol/convene/v1/in_session_pb';

export const FILE_BYTES_MAX = 10 * 1024 * 1024;

export interface UploadOptions {
  kind: string;
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress: (done: number) => void;
}

const LENIENT = { ignoreUnknownFields: true };

/** Not by `fetch`, which does not say how much has gone out. */
export function uploadFile(sessionId: string, file: File, options: UploadOptions) {
  const { kind, signal, onProgress } = options;
  const [verb = '', template = ''] = getOption(InSession.method.uploadFile, route).split(' ');
  const path = template.replace('{session_id}', encodeURIComponent(sessionId));
  return new Promise<AgendaFile>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(verb, `${path}?${new URLSearchParams({ name: file.name })}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', kind);
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total);
    });
    request.addEventListener('load', () => {
      try {
        if (request.status < 200 || request.status > 299) return reject(problem(request));
        resolve(fromJsonString(AgendaFileSchema, request.responseText, LENIENT));
      } catch {
        // A page of somebody else's network: no answer of ours.
        reject(ApiError.offline());
      }
    });
    for (const end of ['error', 'abort', 'timeout']) {
      request.addEventListener(end, () => reject(ApiError.offline()));
    }
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function problem({ status, responseText }: XMLHttpRequest): ApiError {
  // Some proxies refuse large bodies in words of their own.
  const code = status === 413 ? ErrorCode.TOO_LARGE : ErrorCode.UNSPECIFIED;
  try {
    const told = fromJsonString(ProblemSchema, responseText, LENIENT);
    return new ApiError(status, told.code, formField(told.field), told.requestId);
  } catch {
    return new ApiError(status, code, '', '');
  }
}
