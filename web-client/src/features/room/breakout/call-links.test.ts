// Links as people paste them, one for each room.
import { expect, test } from 'vitest';
import { readLinks, writtenLinks } from './call-links';

test('one link on each line goes to one room each; an empty line leaves its room without', () => {
  const { links, problems } = readLinks(
    'https://call.example/1\r\n\n https://call.example/3 \n',
    4,
  );
  expect(links).toEqual(['https://call.example/1', '', 'https://call.example/3', '']);
  expect(problems).toEqual([]);
});

test('what is wrong is said by its line', () => {
  const { problems } = readLinks('http://call.example/1\nRoom two\nhttps://call.example/3', 2);
  expect(problems).toEqual([
    { line: 1, problem: 'notLink' },
    { line: 2, problem: 'notLink' },
    { line: 3, problem: 'noRoom' },
  ]);
});

test('what was saved can be pasted again', () => {
  const rooms = [{ link: '' }, { link: 'https://call.example/2' }, { link: '' }];
  expect(writtenLinks(rooms)).toBe('\nhttps://call.example/2');
  expect(readLinks(writtenLinks(rooms), 3).links).toEqual(rooms.map(({ link }) => link));
});
