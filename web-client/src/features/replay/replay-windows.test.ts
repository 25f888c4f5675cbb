// Keeping windows: what is kept is not fetched again, and not for ever.
import { create } from '@bufbuild/protobuf';
import { expect, test, vi } from 'vitest';
import { ReplayWindowSchema } from '../../protocol/convene/v1/in_session_pb';
import { ReplayWindows } from './replay-windows';

function bench() {
  const fetch = vi.fn(async (_index: number, _keyframe: boolean) => create(ReplayWindowSchema));
  return { fetch, windows: new ReplayWindows(fetch) };
}

test('a window with its keyframe serves both needs; one without does not', async () => {
  const { fetch, windows } = bench();
  await windows.get(0, true);
  await windows.get(0, false);
  await windows.get(1, false);
  await windows.get(1, true);
  expect(fetch.mock.calls).toEqual([
    [0, true],
    [1, false],
    [1, true],
  ]);
});

test('the least used of more than eight is dropped', async () => {
  const { fetch, windows } = bench();
  for (let index = 0; index < 8; index++) await windows.get(index, true);
  await windows.get(0, true);
  await windows.get(8, true);
  fetch.mockClear();
  await windows.get(0, true);
  expect(fetch).not.toHaveBeenCalled();
  await windows.get(1, true);
  expect(fetch).toHaveBeenCalledOnce();
});

test('a failure is not kept', async () => {
  const { fetch, windows } = bench();
  fetch.mockRejectedValueOnce(new Error('offline'));
  await expect(windows.get(0, true)).rejects.toThrow();
  await expect(windows.get(0, true)).resolves.toBeDefined();
});
