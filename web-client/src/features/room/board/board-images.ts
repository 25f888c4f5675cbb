// Images of boards: sent to our own server, which draws them anew, and fetched from it.
import { fromJsonString } from '@bufbuild/protobuf';
import { ApiError, formField } from '../../../api/api-error';
import type { BoardImage } from '../../../protocol/convene/v1/board_pb';
import { BoardImageSchema } from '../../../protocol/convene/v1/board_pb';
import { ErrorCode, ProblemSchema } from '../../../protocol/convene/v1/error_pb';

export const IMAGE_BYTES_MAX = 10 * 1024 * 1024;
export const IMAGE_KINDS = 'image/png,image/jpeg,image/webp,image/gif';

const LENIENT = { ignoreUnknownFields: true };

export function imageAddress(sessionId: string, imageId?: string): string {
  const all = `/api/sessions/${encodeURIComponent(sessionId)}/board-images`;
  return imageId === undefined ? all : `${all}/${encodeURIComponent(imageId)}`;
}

export async function sendImage(sessionId: string, file: File): Promise<BoardImage> {
  const answer = await asked(imageAddress(sessionId), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': file.type },
    body: file,
  });
  const said = await answer.text();
  if (!answer.ok) throw problem(answer.status, said);
  try {
    return fromJsonString(BoardImageSchema, said, LENIENT);
  } catch {
    throw ApiError.offline();
  }
}

/** The picture in an address of its own: a canvas, or a file, can hold no other. */
export async function imageData(sessionId: string, imageId: string): Promise<string> {
  const answer = await asked(imageAddress(sessionId, imageId), {});
  if (!answer.ok) throw problem(answer.status, '');
  const blob = await answer.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(ApiError.offline());
    reader.readAsDataURL(blob);
  });
}

async function asked(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...init });
  } catch {
    throw ApiError.offline();
  }
}

function problem(status: number, said: string): ApiError {
  const code = status === 413 ? ErrorCode.TOO_LARGE : ErrorCode.UNSPECIFIED;
  try {
    const told = fromJsonString(ProblemSchema, said, LENIENT);
    return new ApiError(status, told.code, formField(told.field), told.requestId);
  } catch {
    return new ApiError(status, code, '', '');
  }
}
