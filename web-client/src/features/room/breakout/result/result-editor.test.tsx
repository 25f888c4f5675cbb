// What a room brings back: written by anyone there, never over what another one is writing.
import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { RoomOutcome } from '../../../../protocol/convene/v1/breakout_pb';
import {
  MyRoomSchema,
  OpenRoundSchema,
  RoomRole,
} from '../../../../protocol/convene/v1/breakout_pb';
import { ErrorCode } from '../../../../protocol/convene/v1/error_pb';
import { ANA, item, ME, view } from '../../../../testing/builders';
import { inRoom, PEOPLE, seven } from '../../../../testing/in-room';
import { enterRoom } from '../../../../testing/room-bench';
import { myRoom, openRound, outcome, results } from '../../../../testing/rounds';
import { PHONE, resizeTo, WIDE } from '../../../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

type Bench = Awaited<ReturnType<typeof enterRoom>>;
const LABEL = 'In a few sentences: what should everyone know?';
const wrote = (text: string, atMs: number, byId = ANA) => ({
  result: { text, byId, atMs: BigInt(atMs) },
});
const comes = (bench: Bench, more: object) =>
  bench.change({ case: 'myRoom', value: myRoom(seven(more)) });
const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: LABEL });
const state = () => screen.getByTestId('result-state').textContent;
async function writing(more: object = {}) {
  const bench = await enterRoom(inRoom(more));
  await bench.user.click(
    await screen.findByRole('button', { name: /^What this room brings back/ }),
  );
  return bench;
}
function closes(bench: Bench, rooms: RoomOutcome[] = []) {
  bench.change({ case: 'openRound', value: create(OpenRoundSchema) });
  bench.change({ case: 'myRoom', value: create(MyRoomSchema) });
  bench.change({ case: 'resultsPut', value: results('rd_1', rooms, 41) });
}

test('one writes, saves, and reads who wrote it last', async () => {
  const bench = await writing();
  await bench.user.type(area(), 'We need time');
  expect(state()).toBe('Not saved yet: the others do not see it.');
  await bench.user.click(screen.getByRole('button', { name: 'Save for the room' }));
  expect(bench.last).toMatchObject({
    case: 'putResult',
    value: { roundId: 'rd_1', room: 7, text: 'We need time' },
  });
  comes(bench, wrote('We need time', 5, ME));
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(state()).toMatch(/^Saved\. Rosa Delgado wrote it last/);
  comes(bench, wrote('We need more time', 6));
  expect(area().value).toBe('We need more time');
  expect(screen.queryByTestId('result-theirs')).toBeNull();
});

test('whoever reports finds it open, the others folded', async () => {
  const bench = await enterRoom(inRoom());
  const fold = await screen.findByRole('button', { name: /^What this room brings back/ });
  expect(fold.getAttribute('aria-expanded')).toBe('false');
  comes(bench, { roles: [{ role: RoomRole.REPORTER, personId: ME }] });
  expect(fold.getAttribute('aria-expanded')).toBe('true');
});

test('what others write meanwhile stands beside mine, and is taken only if I say so', async () => {
  const bench = await writing(wrote('First', 1));
  await bench.user.type(area(), ' and mine');
  comes(bench, wrote('First and hers', 2));
  expect(area().value).toBe('First and mine');
  const theirs = within(screen.getByTestId('result-theirs'));
  expect(theirs.getByText(/^Ana Ruiz has changed it meanwhile/)).toBeTruthy();
  expect(theirs.getByText('First and hers')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Take theirs' }));
  expect(area().value).toBe('First and hers');
  expect(document.activeElement).toBe(area());
  expect(screen.queryByTestId('result-theirs')).toBeNull();
});

test('mine goes in the place of theirs when I save it all the same', async () => {
  const bench = await writing(wrote('First', 1));
  await bench.user.type(area(), '!');
  comes(bench, wrote('Hers', 2));
  await bench.user.click(screen.getByRole('button', { name: 'Save mine in its place' }));
  expect(bench.last).toMatchObject({ case: 'putResult', value: { text: 'First!' } });
  comes(bench, wrote('First!', 3, ME));
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(screen.queryByTestId('result-theirs')).toBeNull();
  expect(area().value).toBe('First!');
});

test('what I type while mine is being saved stays, and is no quarrel with myself', async () => {
  const bench = await writing();
  await bench.user.type(area(), 'One');
  await bench.user.click(screen.getByRole('button', { name: 'Save for the room' }));
  await bench.user.type(area(), ' two');
  comes(bench, wrote('One', 5, ME));
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(area().value).toBe('One two');
  expect(screen.queryByTestId('result-theirs')).toBeNull();
  expect(state()).toMatch(/^Not saved yet/);
});

test('at most 1,000 characters, and near the end it says how many are left', async () => {
  const bench = await writing();
  await bench.user.click(area());
  await bench.user.paste('x'.repeat(899));
  expect(screen.queryByText(/characters? left/)).toBeNull();
  await bench.user.paste('xy');
  expect(screen.getByText('99 characters left')).toBeTruthy();
  await bench.user.paste('y'.repeat(100));
  expect(screen.getByText('1 character too many')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Save for the room' }));
  expect(bench.commands).toEqual([]);
});

test('a draft survives a reload, and a window of another width', async () => {
  const bench = await writing();
  await bench.user.type(area(), 'Half a thought');
  resizeTo(PHONE);
  expect(area().value).toBe('Half a thought');
  resizeTo(WIDE);
  document.body.innerHTML = '';
  await writing();
  expect(area().value).toBe('Half a thought');
});

test('a refusal is said where one writes, and takes nothing away', async () => {
  const bench = await writing();
  await bench.user.type(area(), 'Late');
  await bench.user.click(screen.getByRole('button', { name: 'Save for the room' }));
  bench.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.ROUND_STATE } }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/^It was not saved\./);
  expect(area().value).toBe('Late');
});

test('what was not saved when the rooms closed can still be sent', async () => {
  const bench = await writing();
  await bench.user.type(area(), 'Almost forgotten');
  closes(bench);
  const label = 'What you wrote for Room 7 to bring back is not saved yet. You still can.';
  const left = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: label });
  expect(left.value).toBe('Almost forgotten');
  await bench.user.click(screen.getByRole('button', { name: 'Save for the room' }));
  expect(bench.last).toMatchObject({ value: { roundId: 'rd_1', room: 7 } });
  bench.change({ case: 'resultsPut', value: results('rd_1', [outcome(7, 'Almost forgotten')]) });
  bench.receive(item({ case: 'ack', value: { n: 1n } }));
  expect(screen.queryByRole('textbox', { name: label })).toBeNull();
  // And it does not come back when somebody changes it later.
  bench.change({ case: 'resultsPut', value: results('rd_1', [outcome(7, 'Other')]) });
  expect(screen.queryByRole('textbox', { name: label })).toBeNull();
});

test('also after a reload; once other rooms have closed it can only be copied', async () => {
  const bench = await writing();
  await bench.user.type(area(), 'Almost forgotten');
  document.body.innerHTML = '';
  const closed = [results('rd_1', []), results('rd_2', [])];
  await enterRoom(view({ people: PEOPLE, results: closed }));
  expect(
    await screen.findByText('What you wrote for Room 7 to bring back was not saved:'),
  ).toBeTruthy();
  expect(screen.getByText('Almost forgotten')).toBeTruthy();
  await bench.user.click(screen.getByRole('button', { name: 'Discard it' }));
  expect(screen.queryByText('Almost forgotten')).toBeNull();
});

test('when the next rooms open at once, what was not saved can only be copied', async () => {
  const bench = await writing();
  await bench.user.type(area(), 'Too slow');
  bench.change({ case: 'resultsPut', value: results('rd_1', [], 41) });
  bench.change({ case: 'openRound', value: openRound({ id: 'rd_2' }) });
  const next = myRoom(seven());
  bench.change({ case: 'myRoom', value: { ...next, roundId: 'rd_2' } });
  expect(
    await screen.findByText('What you wrote for Room 7 to bring back was not saved:'),
  ).toBeTruthy();
  expect(screen.getByText('Too slow')).toBeTruthy();
});
