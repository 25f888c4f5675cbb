// What we show to be resumed: the newest token and the changes counted since.
import { expect, test } from 'vitest';
import { token } from '../testing/builders';
import { ResumeBook } from './resume';

test('begins with nothing to show', () => {
  expect(new ResumeBook().position).toEqual({ resumeToken: token(''), receivedSince: 0 });
});

test('a token sets the count to zero, and every change adds one', () => {
  const book = new ResumeBook();
  book.change();
  book.token(token('t1'));
  book.change();
  book.change();
  expect(book.position).toEqual({ resumeToken: token('t1'), receivedSince: 2 });
});

test('an empty token keeps the old one and its count', () => {
  const book = new ResumeBook();
  book.token(token('t1'));
  book.change();
  book.token(token(''));
  expect(book.position).toEqual({ resumeToken: token('t1'), receivedSince: 1 });
});
