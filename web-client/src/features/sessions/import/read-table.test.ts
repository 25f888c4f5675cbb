// What can be a table, and what is refused before it is sent anywhere.
import { expect, test } from 'vitest';
import { readFile, readText, TABLE_BYTES_MAX } from './read-table';

test.each([
  ['nothing', '', 'empty'],
  ['blanks alone', ' \n\t\r\n', 'empty'],
  ['a workbook of Excel', 'PK\u0003\u0004…', 'workbook'],
  ['more than 4 MiB', 'x'.repeat(TABLE_BYTES_MAX + 1), 'tooLarge'],
])('%s is refused', async (_, text, fault) => {
  expect(readText(text)).toEqual({ fault });
  expect(await readFile(new Blob([text]))).toEqual({ fault });
});

test('a table keeps its bytes, whatever they are', async () => {
  const latin = new Uint8Array([0x4e, 0x0a, 0xe9]);
  expect(await readFile(new Blob([latin]))).toEqual({ content: latin });
});

test('a file that vanished is said to be unreadable', async () => {
  const gone = new Blob(['Name']);
  gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  expect(await readFile(gone)).toEqual({ fault: 'unreadable' });
});
