// Steps inside a room: where it is, who takes it on, and who listens meanwhile.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { RoomRole } from '../../../../protocol/convene/v1/breakout_pb';
import { ANA, ME } from '../../../../testing/builders';
import { inRoom, seven } from '../../../../testing/in-room';
import { enterRoom } from '../../../../testing/room-bench';
import { myRoom, openRound } from '../../../../testing/rounds';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const MIN = 60_000;
const steps = [
  { title: { en: 'Present' }, minutes: 5 },
  { title: { en: 'Clarify' }, minutes: 4, silent: RoomRole.PRESENTER },
  { title: { en: 'Probe' }, minutes: 3 },
];
const keeps = (personId: string) => ({ role: RoomRole.TIMEKEEPER, personId });
const presents = (personId: string) => ({ role: RoomRole.PRESENTER, personId });
const at = (step: number, roles: object[] = [], sinceMs = Date.now()) => ({
  step,
  stepAtMs: BigInt(sinceMs),
  roles,
});
const enter = (room: object, round: object = {}) => enterRoom(inRoom(room, { steps, ...round }));
const shownSteps = async () => within(await screen.findByTestId('room-steps'));

test('where the room is, what comes next, and all steps on demand', async () => {
  const { user } = await enter(at(2));
  const shown = await shownSteps();
  expect(shown.getByText(/^Step 2 of 3:/).textContent).toBe('Step 2 of 3: Clarify');
  expect(shown.getByText('4 minutes left')).toBeTruthy();
  expect(shown.getByText('Next: Probe (3 minutes)')).toBeTruthy();
  await user.click(shown.getByText('All 3 steps'));
  const rows = shown.getAllByRole('listitem');
  expect(rows.map((row) => row.getAttribute('aria-current'))).toEqual([null, 'step', null]);
  expect(rows[1]?.textContent).toBe('Clarify 4 minutes · now');
});

test('while nobody keeps the time anyone takes the room on, and back', async () => {
  const bench = await enter(at(2));
  const shown = await shownSteps();
  await bench.user.click(shown.getByRole('button', { name: 'On to the next step' }));
  expect(bench.last).toMatchObject({
    case: 'stepRooms',
    value: { roundId: 'rd_1', rooms: [7], step: 3 },
  });
  await bench.user.click(shown.getByRole('button', { name: 'On to the next step' }));
  expect(bench.commands).toHaveLength(1);
});

test('one step back is asked for by its number; before the first there is none', async () => {
  const bench = await enter(at(2));
  const back = (await shownSteps()).getByRole('button', { name: 'Back one step' });
  await bench.user.click(back);
  expect(bench.last).toMatchObject({ case: 'stepRooms', value: { step: 1 } });
  bench.change({ case: 'myRoom', value: myRoom(seven(at(1))) });
  await bench.user.click(back);
  expect(bench.commands).toHaveLength(1);
});

test('who keeps the time takes the room on; the others read who that is', async () => {
  const bench = await enter(at(2, [keeps(ANA)]));
  const shown = await shownSteps();
  expect(shown.queryByRole('button', { name: 'On to the next step' })).toBeNull();
  expect(shown.getByText('Ana Ruiz takes the room from step to step.')).toBeTruthy();
  bench.change({ case: 'myRoom', value: myRoom(seven(at(2, [keeps(ME)]))) });
  expect(shown.getByRole('button', { name: 'On to the next step' })).toBeTruthy();
});

test('that a step is over is said once, and nothing moves by itself', async () => {
  const bench = await enter(at(1));
  const over = (await shownSteps()).getByTestId('step-over');
  expect(over.textContent).toBe('');
  await act(() => vi.advanceTimersByTimeAsync(5.1 * MIN));
  expect(over.textContent).toBe('The time of this step is over. Go on when you are ready.');
  expect(over.getAttribute('role')).toBe('status');
  expect(bench.commands).toEqual([]);
});

test('the clock of a step stands still with that of the rooms', async () => {
  const bench = await enter(at(1), { pausedAtMs: BigInt(Date.now() + 1000) });
  const shown = await shownSteps();
  await act(() => vi.advanceTimersByTimeAsync(9 * MIN));
  expect(shown.getByText('5 minutes left')).toBeTruthy();
  bench.change({ case: 'myRoom', value: myRoom(seven(at(2))) });
  expect(shown.getByText('4 minutes left')).toBeTruthy();
});

test('whoever listens keeps what they have begun to write, and cannot send it', async () => {
  const bench = await enter(at(1, [presents(ME)]));
  const input = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write to Room 7' });
  await bench.user.type(input, 'But what if');
  bench.change({ case: 'myRoom', value: myRoom(seven(at(2, [presents(ME)]))) });
  expect(input.isConnected && input.readOnly).toBe(true);
  expect(document.activeElement).toBe(input);
  expect(screen.getByText(/^You listen in this step\. What you have begun/)).toBeTruthy();
  expect(screen.getByText(/^You listen in this step: the others/)).toBeTruthy();
  await bench.user.type(input, ' not{Enter}');
  expect(input.value).toBe('But what if');
  expect(bench.commands).toEqual([]);
  bench.change({ case: 'myRoom', value: myRoom(seven(at(3, [presents(ME)]))) });
  await bench.user.type(input, ' not{Enter}');
  expect(bench.last).toMatchObject({ case: 'sendLine', value: { text: 'But what if not' } });
});

test('the others read who listens, and write on', async () => {
  await enter(at(2, [presents(ANA)]));
  const shown = await shownSteps();
  expect(shown.getByText('Ana Ruiz listens in this step and writes nothing.')).toBeTruthy();
  const input = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write to Room 7' });
  expect(input.readOnly).toBe(false);
});

test('a round without steps shows none', async () => {
  const bench = await enterRoom(inRoom());
  await screen.findByRole('heading', { name: 'Room 7' });
  bench.change({ case: 'openRound', value: openRound({ steps }) });
  expect(screen.queryByTestId('room-steps')).toBeNull();
});
