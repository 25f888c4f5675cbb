// Uploading an image or slides: looked at first, its way shown, refusals in words.
import { create, toJsonString } from '@bufbuild/protobuf';
import { act, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AgendaFile } from '../../../protocol/convene/v1/agenda_pb';
import { AgendaFileSchema } from '../../../protocol/convene/v1/agenda_pb';
import { ErrorCode, ProblemSchema } from '../../../protocol/convene/v1/error_pb';
import { renderInApp } from '../../../testing/render';
import { FileField } from './file-field';
import { FILE_BYTES_MAX } from './upload-file';

/** A request that a test holds by its other end. */
class FakeRequest extends EventTarget {
  static all: FakeRequest[] = [];
  readonly upload = new EventTarget();
  readonly headers: Record<string, string> = {};
  address = '';
  status = 0;
  responseText = '';
  aborted = false;

  constructor() {
    super();
    FakeRequest.all.push(this);
  }
  open(verb: string, path: string) {
    this.address = `${verb} ${path}`;
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  send() {}
  abort() {
    this.aborted = true;
    this.dispatchEvent(new Event('abort'));
  }
  answer(status: number, text: string) {
    Object.assign(this, { status, responseText: text });
    this.dispatchEvent(new Event('load'));
  }
  progress(loaded: number, total: number) {
    const event = Object.assign(new Event('progress'), { loaded, total, lengthComputable: true });
    this.upload.dispatchEvent(event);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  FakeRequest.all = [];
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
});

const PDF = '%PDF-1.7 slides';

function Field({ onBusy }: { onBusy: (busy: boolean) => void }) {
  const [file, setFile] = useState<AgendaFile>();
  return (
    <FileField
      sessionId="ses_1"
      value={file}
      error={undefined}
      onChange={setFile}
      onBusy={onBusy}
    />
  );
}

async function choose(content: BlobPart, name: string) {
  const onBusy = vi.fn();
  const { user, unmount } = renderInApp(<Field onBusy={onBusy} />);
  const input = screen.getByLabelText(/^Image or slides/);
  // Whatever the browser would filter: someone may have dropped it.
  await user.upload(input, new File([content], name, { type: 'application/pdf' }));
  await act(() => vi.advanceTimersByTimeAsync(0));
  const request = FakeRequest.all[0];
  return { user, unmount, onBusy, request };
}

test('what is uploaded is the file as it is, and its way is shown', async () => {
  const { user, onBusy, request } = await choose(PDF, 'Día 1.pdf');
  expect(request?.address).toBe('POST /api/sessions/ses_1/files?name=D%C3%ADa+1.pdf');
  expect(request?.headers['content-type']).toBe('application/pdf');
  expect(onBusy).toHaveBeenLastCalledWith(true);
  act(() => request?.progress(50, 200));
  const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: /Uploading “Día 1/ });
  expect(bar.value).toBe(0.25);

  const file = { id: 'f1', name: 'Día 1.pdf', kind: 'application/pdf' };
  const answer = toJsonString(AgendaFileSchema, create(AgendaFileSchema, file));
  await act(async () => request?.answer(200, answer));
  const link = screen.getByRole('link', { name: 'Open “Día 1.pdf”' });
  expect(link.getAttribute('href')).toBe('/api/sessions/ses_1/files/f1');
  expect(onBusy).toHaveBeenLastCalledWith(false);
  await user.click(screen.getByRole('button', { name: 'Take the file away' }));
  expect(screen.queryByRole('link')).toBeNull();
});

test.each<[string, BlobPart, RegExp]>([
  ['what is called a PDF and is none', 'PK\u0003\u0004', /no PNG, JPEG, WebP or PDF/],
  ['what is too large', `${PDF}${'x'.repeat(FILE_BYTES_MAX)}`, /more than 10 MiB/],
])('%s is not even sent', async (_, content, words) => {
  const { request } = await choose(content, 'a.pdf');
  expect(request).toBeUndefined();
  expect(screen.getByText(words)).toBeTruthy();
});

const refusal = (code: ErrorCode) =>
  toJsonString(ProblemSchema, create(ProblemSchema, { code, detail: 'For developers.' }));

test.each<[string, number, string, RegExp]>([
  ['no answer of ours', 200, '<html>Guest network</html>', /broke off/],
  ['a refused file', 422, refusal(ErrorCode.BAD_FILE), /no PNG, JPEG, WebP or PDF/],
  ['a file beyond the limit', 413, refusal(ErrorCode.TOO_LARGE), /more than 10 MiB/],
  ['a proxy that takes less', 413, '<html>413</html>', /more than 10 MiB/],
  ['any other refusal', 403, refusal(ErrorCode.NOT_ALLOWED), /You may not do this/],
])('%s is said in words', async (_, status, text, words) => {
  const { request } = await choose(PDF, 'a.pdf');
  await act(async () => request?.answer(status, text));
  expect(screen.getByText(words, { selector: '.field-error' })).toBeTruthy();
});

test('an upload can be stopped, and leaving stops it', async () => {
  const { user, unmount, request } = await choose(PDF, 'a.pdf');
  await user.click(screen.getByRole('button', { name: 'Stop the upload' }));
  expect(request?.aborted).toBe(true);
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(screen.queryByText(/broke off/)).toBeNull();
  unmount();
  const again = await choose(PDF, 'a.pdf');
  again.unmount();
  expect(FakeRequest.all[1]?.aborted).toBe(true);
});
