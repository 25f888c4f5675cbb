// A conversation keeps its name from the first draft to the server's channel.
import { expect, test } from 'vitest';
import { ChannelKind } from '../protocol/convene/v1/chat_pb';
import { ANA, channel, line, ME, view } from '../testing/builders';
import { FakeStorage } from '../testing/engine-bench';
import {
  channelOf,
  conversationKey,
  conversationOf,
  conversationOfLine,
  lineFor,
  lineMatches,
  privateWith,
} from './conversations';
import { Drafts } from './drafts';
import { unreadCount } from './read-marks';

test('the order in which people are named does not matter', () => {
  const key = conversationKey(privateWith(['b', 'a']));
  expect(conversationKey(privateWith(['a', 'b']))).toBe(key);
  const shared = channel({ kind: ChannelKind.PRIVATE, personIds: ['b', ME, 'a'] });
  const conversation = conversationOf(shared, ME);
  expect(conversation && conversationKey(conversation)).toBe(key);
});

test('an unsent line belongs to the conversation that it was written in', () => {
  const body = lineFor(privateWith([ANA]), 'A word?');
  if (body.case !== 'sendLine') throw new Error('a line is a line');
  expect(conversationOfLine(body.value)).toEqual(privateWith([ANA]));
});

test('a line is recognised by its conversation and its text', () => {
  const secret = channel({ id: 'ch_2', kind: ChannelKind.PRIVATE, personIds: [ME, ANA] });
  const shown = view({ channels: [channel(), secret] });
  const body = lineFor(privateWith([ANA]), 'A word?');
  expect(channelOf(shown, privateWith([ANA]))?.id).toBe('ch_2');
  expect(lineMatches(shown, line('1', { channelId: 'ch_2', text: 'A word?' }), body)).toBe(true);
  expect(lineMatches(shown, line('1', { text: 'A word?' }), body)).toBe(false);
  expect(lineMatches(shown, line('1', { channelId: 'ch_2', text: 'Another' }), body)).toBe(false);
});

test('drafts are kept by session and conversation, and go when they are empty', () => {
  const storage = new FakeStorage();
  new Drafts(storage, 'ses_1').write('plenary', 'Half a thou');
  expect(new Drafts(storage, 'ses_1').read('plenary')).toBe('Half a thou');
  expect(new Drafts(storage, 'ses_2').read('plenary')).toBe('');
  new Drafts(storage, 'ses_1').write('plenary', '');
  expect(new Drafts(storage, 'ses_1').read('plenary')).toBe('');
});

test('unread are the lines of others after the mark', () => {
  const lines = [line('1'), line('2'), line('3', { authorId: ME }), line('4')];
  const shown = channel({ lines });
  expect(unreadCount(shown, '2', ME)).toBe(1);
  expect(unreadCount(shown, '4', ME)).toBe(0);
  expect(unreadCount(shown, undefined, ME)).toBe(3);
});
