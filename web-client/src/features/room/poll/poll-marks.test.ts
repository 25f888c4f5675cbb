// Polls between the lines of a chat: by time, in the conversation of their place.
import { expect, test } from 'vitest';
import { roomConversation } from '../../../session/conversations';
import { line } from '../../../testing/builders';
import { poll, run, runResults } from '../../../testing/polls';
import { marksOf, placed } from './poll-marks';

const colours = poll('pol_1', []);
const first = run('run_1', colours, { openedAtMs: 15n, closedAtMs: 35n });
const inRoom = run('run_2', colours, { openedAtMs: 20n, place: { roundId: 'rd_1', room: 7 } });
const lines = [10n, 20n, 30n].map((atMs) => line(`ln_${atMs}`, { atMs }));
const PLENARY = { kind: 'plenary' } as const;
const keys = (marks: readonly { key: string }[]) => marks.map(({ key }) => key);

test('each stands where it happened; results only when they are shown', () => {
  const shown = [runResults('run_1')];
  expect(keys(marksOf([first, inRoom], [], PLENARY))).toEqual(['opened run_1']);
  const marks = marksOf([first, inRoom], shown, PLENARY);
  const at = placed(marks, lines, { hasEarlier: false });
  expect(keys(at.before.get('ln_20') ?? [])).toEqual(['opened run_1']);
  expect(keys(at.after)).toEqual(['results run_1']);
  expect(placed(marks, [], undefined).after).toHaveLength(2);
});

test('a room has those of its place, and what came before the held lines stands with earlier ones', () => {
  expect(keys(marksOf([first, inRoom], [], roomConversation('rd_1', 7)))).toEqual(['opened run_2']);
  expect(marksOf([first, inRoom], [], roomConversation('rd_1', 8))).toEqual([]);
  const marks = marksOf([first], [], PLENARY);
  const held = lines.slice(1);
  expect(placed(marks, held, { hasEarlier: true }).before.size).toBe(0);
  expect(placed(marks, held, { hasEarlier: false }).before.size).toBe(1);
});
