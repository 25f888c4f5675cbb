// What a failed request is, in one type.
import { ErrorCode } from '../protocol/convene/v1/error_pb';

export class ApiError extends Error {
  constructor(
    /** 0 when no answer came, or none that we can read (a captive portal, say). */
    readonly status: number,
    readonly code: ErrorCode,
    /** As `title.en` or `organisation.cdsCode`; empty when it concerns no field. */
    readonly field: string,
    readonly requestId: string,
  ) {
    super(`${status} ${ErrorCode[code]} ${field}`);
  }

  static offline(): ApiError {
    return new ApiError(0, ErrorCode.UNSPECIFIED, '', '');
  }

  /** Could the same request succeed a little later? */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** `people[0].organisation.cds_code` and `organisation.cdsCode` are one field of one form. */
export function formField(field: string): string {
  return field
    .replace(/^people\[\d+\]\./, '')
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Whatever else a request may throw means that no answer came. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : ApiError.offline();
}
