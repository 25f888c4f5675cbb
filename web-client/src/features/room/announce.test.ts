// What is said aloud: little, once, and mentions first.
import { expect, test } from 'vitest';
import { translator } from '../../i18n/translate';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import { agendaItem, channel, line, ME, me, now, session, view } from '../../testing/builders';
import type { AnnounceSetting } from './announce';
import { lineWords, moveWords, newLines } from './announce';

const t = translator('en');
const hers = line('ln_1', { text: 'Hello' });
const toMe = line('ln_2', { text: '@Rosa look', mentionIds: [ME] });
const three = [hers, toMe, line('ln_3')];

test.each<[AnnounceSetting, typeof three, string]>([
  ['off', three, ''],
  ['counts', [hers], '1 new line'],
  ['counts', three, '3 new lines, 1 mentions you'],
  ['all', [hers], 'Ana Ruiz: Hello'],
  ['all', [toMe], 'mentions you. Ana Ruiz: @Rosa look'],
  ['all', [...three, line('ln_4')], '4 new lines, 1 mentions you'],
  ['all', [], ''],
])('%s: %#', (setting, lines, words) => {
  expect(lineWords(lines, setting, ME, t)).toBe(words);
});

test('new are lines by others at the end, not those that were fetched at the beginning', () => {
  const before = view({ channels: [channel({ lines: [hers] })] });
  const lines = [line('ln_0'), hers, toMe, line('ln_9', { authorId: ME })];
  const after = view({ channels: [channel({ lines })] });
  expect(newLines(before, after).map(({ id }) => id)).toEqual(['ln_2']);
});

test('a step is said once, when the session comes to it', () => {
  const step = agendaItem('a1', { title: { en: 'Break', es: 'Pausa' }, minutes: 5 });
  const before = view();
  const after = view({ now: now(step) });
  expect(moveWords(before, after, 'en', t)).toEqual(['Now: Break. 5 minutes']);
  expect(moveWords(before, after, 'es', translator('es'))).toEqual(['Ahora: Pausa. 5 minutos']);
  const longer = view({ now: now(step, { endsAtMs: 9_000_000_000_000n }) });
  expect(moveWords(after, longer, 'en', t)).toEqual([]);
});

test.each([
  ['The session has started', { state: SessionState.LOBBY }, {}],
  ['The session goes on', { state: SessionState.ENDED }, {}],
  ['The session does not end, it goes on', { endingAtMs: 5n }, {}],
])('“%s” is said', (words, before, after) => {
  const was = view({ session: session(before) });
  const is = view({ session: session(after) });
  expect(moveWords(was, is, 'en', t)).toEqual([words]);
  expect(moveWords(is, is, 'en', t)).toEqual([]);
});

test('the spotlight is said when it moves; the answer to “Are you there?” when it is noted', () => {
  const lit = view({ spotlight: { on: { case: 'line', value: hers } } });
  expect(moveWords(view(), lit, 'en', t)).toEqual(['In the spotlight: Ana Ruiz: Hello']);
  expect(moveWords(lit, lit, 'en', t)).toEqual([]);
  expect(moveWords(lit, view(), 'en', t)).toEqual([]);
  const noted = view({ me: me({ confirmedCheck: 1 }) });
  expect(moveWords(view(), noted, 'en', t)).toEqual(['Noted: you are here']);
});
