// The life of a session in the room: its end, its return, who is there, what is shown to all.
import { act, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import { Attention, Permission } from '../../protocol/convene/v1/roster_pb';
import { SessionState } from '../../protocol/convene/v1/session_pb';
import type { View } from '../../protocol/convene/v1/view_pb';
import { ANA, channel, item, line, ME, me, person, session, view } from '../../testing/builders';
import { chooseOnLine, enterRoom } from '../../testing/room-bench';
import { PHONE, resizeTo, WIDE } from '../../testing/window-width';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

const FACILITATOR = me({ permission: Permission.FACILITATOR });
const inMs = (ms: number) => BigInt(Date.now() + ms);
const facilitating = (more: Partial<View> = {}) => ({ ...view({ me: FACILITATOR }), ...more });

test('the end is asked about, and then counts for everyone', async () => {
  const room = await enterRoom(facilitating());
  await room.user.click(await screen.findByRole('button', { name: 'End session' }));
  expect(room.commands).toEqual([]);
  await room.user.click(screen.getByRole('button', { name: 'End for everyone' }));
  expect(room.last).toMatchObject({ case: 'endSession', value: { now: false } });
  room.receive(item({ case: 'ack', value: { n: 1n } }));
  room.change({ case: 'session', value: session({ endingAtMs: inMs(27_000) }) });
  expect(screen.getByTestId('ending').textContent).toBe('The session ends in 27 s');
  await act(() => vi.advanceTimersByTimeAsync(3000));
  expect(screen.getByTestId('ending').textContent).toBe('The session ends in 24 s');
  expect(screen.queryByRole('button', { name: 'End session' })).toBeNull();
});

test('the question about the end stays when the window becomes narrow, or wide', async () => {
  const room = await enterRoom(facilitating());
  await room.user.click(await screen.findByRole('button', { name: 'End session' }));
  const question = screen.getByRole('dialog', { name: 'End the session for everyone?' });
  resizeTo(PHONE);
  // The button has gone into the menu of tools.
  expect(screen.queryByRole('button', { name: '+5 min' })).toBeNull();
  expect(question.isConnected).toBe(true);
  resizeTo(WIDE);
  expect(question.isConnected).toBe(true);
  resizeTo(PHONE);
  await room.user.click(within(question).getByRole('button', { name: 'Cancel' }));
  expect(question.isConnected).toBe(false);
  expect(document.activeElement?.textContent).toBe('Tools');
});

test('on a phone one ends from the tools, and is back there after thinking better of it', async () => {
  resizeTo(PHONE);
  const room = await enterRoom(facilitating());
  await room.user.click(await screen.findByText('Tools'));
  await room.user.click(screen.getByRole('button', { name: 'End session' }));
  await room.user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(document.activeElement?.textContent).toBe('Tools');
  expect(room.commands).toEqual([]);
});

test('who asks themselves about the end is not asked any more when somebody else ends it', async () => {
  const room = await enterRoom(facilitating());
  await room.user.click(await screen.findByRole('button', { name: 'End session' }));
  room.change({ case: 'session', value: session({ endingAtMs: inMs(27_000) }) });
  expect(screen.queryByRole('dialog')).toBeNull();
  room.change({ case: 'session', value: session() });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test.each([
  ['Keep going', { case: 'cancelEnd' }],
  ['End now', { case: 'endSession', value: { now: true } }],
])('while it counts, facilitators may “%s”', async (name, command) => {
  const ending = session({ endingAtMs: inMs(27_000) });
  const room = await enterRoom(facilitating({ session: ending }));
  await room.user.click(screen.getByRole('button', { name }));
  expect(room.last).toMatchObject(command);
});

test('educators see the countdown, hear of it once, and cannot stop it', async () => {
  await enterRoom(view({ session: session({ endingAtMs: inMs(20_000) }) }));
  const alert = screen.getByRole('alert');
  expect(within(alert).getByText('The session ends in half a minute.')).toBeTruthy();
  expect(within(alert).getByTestId('ending').getAttribute('aria-hidden')).toBe('true');
  expect(within(alert).queryByRole('button')).toBeNull();
});

test('for a quarter of an hour facilitators can reopen it', async () => {
  const ended = session({ state: SessionState.ENDED, reopenUntilMs: inMs(2000) });
  const room = await enterRoom(facilitating({ session: ended }));
  await room.user.click(screen.getByRole('button', { name: 'Reopen the session' }));
  expect(room.last).toMatchObject({ case: 'reopenSession' });
  await act(() => vi.advanceTimersByTimeAsync(3000));
  expect(screen.queryByRole('button', { name: 'Reopen the session' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Watch replay' })).toBeTruthy();
});

test('educators cannot reopen it', async () => {
  const ended = session({ state: SessionState.ENDED, reopenUntilMs: inMs(60_000) });
  await enterRoom(view({ session: ended }));
  expect(screen.queryByRole('button', { name: 'Reopen the session' })).toBeNull();
});

test('“Are you there?” is answered with one press, and goes when it is over', async () => {
  const check = { check: 2, askedAtMs: inMs(0), endsAtMs: inMs(4000) };
  const room = await enterRoom(view({ check }));
  expect(screen.getByText('Are you there?')).toBeTruthy();
  await room.user.click(screen.getByRole('button', { name: 'I’m here' }));
  expect(room.last).toMatchObject({ case: 'confirmPresence', value: { check: 2 } });
  room.change({ case: 'me', value: me({ confirmedCheck: 2 }) });
  expect(screen.queryByText('Are you there?')).toBeNull();
  room.change({ case: 'me', value: me({ confirmedCheck: 1 }) });
  expect(screen.getByText('Are you there?')).toBeTruthy();
  await act(() => vi.advanceTimersByTimeAsync(5000));
  expect(screen.queryByText('Are you there?')).toBeNull();
});

test('after the end nobody is asked any more', async () => {
  const check = { check: 1, askedAtMs: inMs(0), endsAtMs: inMs(4000) };
  await enterRoom(view({ check, session: session({ state: SessionState.ENDED }) }));
  expect(screen.queryByText('Are you there?')).toBeNull();
});

test('facilitators ask who is here, once at a time, and see how many have answered', async () => {
  const room = await enterRoom(facilitating());
  await room.user.click(await screen.findByText('Tools'));
  await room.user.click(screen.getByRole('button', { name: 'Ask who is here' }));
  expect(room.last).toMatchObject({ case: 'askPresence' });
  room.receive(item({ case: 'presence', value: { full: true, here: [ME, ANA] } }));
  const check = { check: 1, askedAtMs: inMs(0), endsAtMs: inMs(120_000) };
  room.change({ case: 'check', value: { $typeName: 'convene.v1.PresenceCheck', ...check } });
  const tally = { check: 1, confirmed: 1 };
  room.change({ case: 'tally', value: { $typeName: 'convene.v1.PresenceTally', ...tally } });
  expect(screen.getByTestId('presence-tally').textContent).toBe('1 of 2 say that they are here');
  await room.user.click(screen.getByText('Tools'));
  await room.user.click(screen.getByRole('button', { name: /Everyone is being asked/ }));
  expect(room.commands).toHaveLength(1);
});

test('a line goes into the spotlight and out again', async () => {
  const said = line('ln_1', { text: 'Story circles' });
  const room = await enterRoom(facilitating({ channels: [channel({ lines: [said] })] }));
  await chooseOnLine(room, 'Ana Ruiz', 'Put in the spotlight');
  expect(room.last).toMatchObject({
    case: 'setSpotlight',
    value: { on: { case: 'lineId', value: 'ln_1' } },
  });
  const on = { case: 'line', value: said } as const;
  room.change({ case: 'spotlight', value: { $typeName: 'convene.v1.Spotlight', on } });
  const spotlight = screen.getByRole('region', { name: 'In the spotlight' });
  expect(spotlight.textContent).toMatch(/Story circles.*Ana Ruiz/);
  await room.user.click(within(spotlight).getByRole('button', { name: 'Clear the spotlight' }));
  expect(room.last).toMatchObject({ value: { on: { case: 'nobody' } } });
});

test('everyone sees a person in the spotlight, and only those who run it can clear it', async () => {
  const room = await enterRoom(view());
  const on = { case: 'personId', value: ANA } as const;
  room.change({ case: 'spotlight', value: { $typeName: 'convene.v1.Spotlight', on } });
  const spotlight = screen.getByRole('region', { name: 'In the spotlight' });
  expect(spotlight.textContent).toMatch(/Ana Ruiz.*Teacher · Lakeside Unified/);
  expect(within(spotlight).queryByRole('button')).toBeNull();
});

test('how one takes part is said in the options, and read beside the name', async () => {
  const people = [
    person(ME, 'Rosa Delgado'),
    person(ANA, 'Ana Ruiz', { attention: Attention.LISTENING }),
  ];
  const room = await enterRoom(view({ people }));
  room.receive(item({ case: 'presence', value: { full: true, here: [ME, ANA] } }));
  expect(screen.getByText('only listening')).toBeTruthy();
  await room.user.click(screen.getByText('Options'));
  await room.user.click(screen.getByRole('radio', { name: 'I’m away for a moment' }));
  expect(room.last).toMatchObject({
    case: 'setAttention',
    value: { attention: Attention.AWAY },
  });
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /away/ }).checked).toBe(true);
});

test('a refusal is said in the dialog that one is in, too', async () => {
  const room = await enterRoom(facilitating());
  await room.user.click(await screen.findByRole('button', { name: 'Manage Rosa Delgado' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Rosa Delgado' }));
  await room.user.click(dialog.getByRole('button', { name: 'Make facilitator' }));
  room.receive(item({ case: 'reject', value: { n: 1n, code: ErrorCode.LAST_FACILITATOR } }));
  expect(dialog.getByRole('alert').textContent).toMatch(/at least one facilitator/);
});
