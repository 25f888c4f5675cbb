// Polls in a view: what each change does, and which run asks someone where they are.
import { expect, test } from 'vitest';
import { Permission } from '../protocol/convene/v1/roster_pb';
import { change, ME, me, view } from '../testing/builders';
import { ballot, choice, poll, run, runResults } from '../testing/polls';
import { myRoom, openRound, room } from '../testing/rounds';
import { isHere, lastNumber, openRunsHere, resultsOf } from './polls';
import { applyChange } from './view';

const colours = poll('pol_1', [choice(1, ['Red', 'Blue'])]);
const first = run('run_1', colours);
const second = run('run_2', colours, { number: 2 });
const put = (shown: ReturnType<typeof view>, ...changes: Parameters<typeof change>[0][]) =>
  changes.reduce((seen, one) => applyChange(seen, change(one)), shown);

test('polls and runs are added at the end, replaced in place, and taken out', () => {
  const other = poll('pol_2', []);
  const renamed = poll('pol_1', [], { revision: 2 });
  let shown = put(
    view(),
    { case: 'pollPut', value: colours },
    { case: 'pollPut', value: other },
    { case: 'pollPut', value: renamed },
  );
  expect(shown.polls).toEqual([renamed, other]);
  shown = put(shown, { case: 'pollGone', value: 'pol_1' });
  expect(shown.polls).toEqual([other]);
  const closed = run('run_1', colours, { closedAtMs: 5n });
  shown = put(
    shown,
    { case: 'runPut', value: first },
    { case: 'runPut', value: second },
    { case: 'runPut', value: closed },
  );
  expect(shown.runs).toEqual([closed, second]);
});

test('what is shown, counted and answered belongs to its run, and goes with it', () => {
  const everyone = runResults('run_1', { answered: 3 });
  const mine = runResults('run_1', { answered: 4 });
  let shown = put(
    view({ runs: [first, second] }),
    { case: 'shown', value: everyone },
    { case: 'tallyPut', value: mine },
    { case: 'myBallot', value: ballot('run_1') },
    { case: 'myBallot', value: ballot('run_2') },
  );
  expect(resultsOf(shown, 'run_1')?.answered).toBe(3);
  const runs = { ...shown, me: me({ permission: Permission.FACILITATOR }) };
  expect(resultsOf(runs, 'run_1')?.answered).toBe(4);
  expect(resultsOf(put(shown, { case: 'shownGone', value: 'run_1' }), 'run_1')?.answered).toBe(4);
  shown = put(shown, { case: 'runGone', value: 'run_1' });
  expect(shown.runs).toEqual([second]);
  expect(shown.myBallots.map(({ runId }) => runId)).toEqual(['run_2']);
  expect([...shown.shown, ...shown.tallies]).toEqual([]);
});

test('what the change does not touch stays the same object', () => {
  const before = view({ polls: [colours], runs: [first] });
  const after = put(before, { case: 'myBallot', value: ballot('run_1') });
  expect(after.runs).toBe(before.runs);
  expect(after.polls).toBe(before.polls);
});

test('a run asks those who are where it takes place, the newest first', () => {
  const seven = room(7, [ME]);
  const shown = view({ openRound: openRound(), myRoom: myRoom(seven), runs: [first, second] });
  const at = (roundId: string, number: number) =>
    isHere(shown, run('run_3', colours, { place: { roundId, room: number } }));
  expect([at('', 0), at('rd_1', 0), at('rd_1', 7)]).toEqual([true, true, true]);
  expect([at('rd_1', 8), at('rd_2', 0)]).toEqual([false, false]);
  expect(openRunsHere(shown).map(({ id }) => id)).toEqual(['run_2', 'run_1']);
  const over = view({ runs: [run('run_1', colours, { closedAtMs: 1n })] });
  expect(openRunsHere(over)).toEqual([]);
});

test('the last run of a poll is known by its number', () => {
  expect(lastNumber([first, second], 'pol_1')).toBe(2);
  expect(lastNumber([first, second], 'pol_2')).toBe(0);
});
