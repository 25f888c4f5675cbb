// Server-sent events, in the pieces in which networks bring them.
import { expect, test } from 'vitest';
import { EventStream } from './event-stream';

const TEXT = ':    \n\ndata: one\n\nevent: x\r\ndata:two\r\ndata: lines\r\n\r\ndata: half';

test('events come whole, comments and other fields do not', () => {
  expect(new EventStream().feed(TEXT)).toEqual(['one', 'two\nlines']);
});

test.each([1, 2, 3, 7])('in pieces of %i characters they are the same', (size) => {
  const stream = new EventStream();
  const got: string[] = [];
  for (let at = 0; at < TEXT.length; at += size)
    got.push(...stream.feed(TEXT.slice(at, at + size)));
  expect(got).toEqual(['one', 'two\nlines']);
  expect(stream.feed('\n\n')).toEqual(['half']);
});
